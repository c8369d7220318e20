/// Every operation of the product, in the order in which a person meets them.
public enum OperationCatalog {
  public static let all: [AnyOperation] = [
    AnyOperation(InitProject.self),
    AnyOperation(GetProjectStatus.self),
    AnyOperation(SearchCatalog.self),
    AnyOperation(ListServices.self),
    AnyOperation(AddService.self),
    AnyOperation(RotateKey.self),
    AnyOperation(RemoveService.self),
    AnyOperation(ListEnv.self),
    AnyOperation(PullEnv.self),
    AnyOperation(GetKeyInfo.self),
    AnyOperation(GetCredits.self),
    AnyOperation(ListModels.self),
    AnyOperation(GetModel.self),
    AnyOperation(GetLLMContext.self),
    AnyOperation(SearchDocs.self),
  ]
}
