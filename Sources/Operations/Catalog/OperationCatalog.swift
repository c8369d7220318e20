/// Every operation of the product, in the order in which a person meets them.
public enum OperationCatalog {
  /// What the command line offers: all operations, and further commands of theirs.
  public static let commands: [AnyOperation] =
    all + [
      AnyOperation(ChangePlan.self, as: ChangePlan.downgrade), AnyOperation(UseEnvironment.self),
      AnyOperation(CreateEnvironment.self),
    ]

  /// What the MCP server offers as tools.
  public static let all: [AnyOperation] = [
    AnyOperation(InitProject.self),
    AnyOperation(GetProjectStatus.self),
    AnyOperation(SearchCatalog.self),
    AnyOperation(ListServices.self),
    AnyOperation(AddService.self),
    AnyOperation(LinkAccount.self),
    AnyOperation(UnlinkAccount.self),
    AnyOperation(ChangePlan.self),
    AnyOperation(SetLimit.self),
    AnyOperation(RotateKey.self),
    AnyOperation(RemoveService.self),
    AnyOperation(ListEnv.self),
    AnyOperation(PullEnv.self),
    AnyOperation(OpenDashboard.self),
    AnyOperation(GetBilling.self),
    AnyOperation(AddBilling.self),
    AnyOperation(GetKeyInfo.self),
    AnyOperation(VerifyKey.self),
    AnyOperation(GetCredits.self),
    AnyOperation(ListModels.self),
    AnyOperation(GetModel.self),
    AnyOperation(GetLLMContext.self),
    AnyOperation(WriteSkills.self),
    AnyOperation(SearchDocs.self),
  ]
}
