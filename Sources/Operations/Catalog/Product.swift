/// What the product says of itself, everywhere.
public enum Product {
  public static let name = "modelgates"
  public static let title = "ModelGates"
  public static let version = "0.1.0"
}
