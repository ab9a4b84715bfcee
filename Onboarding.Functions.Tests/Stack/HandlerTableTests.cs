namespace Onboarding.Functions.Tests.Stack;

public sealed class HandlerTableTests
{
    [Fact]
    public void Has_every_handler_of_the_template_and_no_other() =>
        Assert.Equal(DeployedFunctions.Handlers.Order(), HandlerTable.Names.Order());

    [Fact]
    public void Names_each_function_as_its_folder_is_named() =>
        Assert.Equal(
            HandlerTable.Names.Order(),
            typeof(HandlerTable).Assembly.GetTypes()
                .Where(type => type.Name.EndsWith("Function", StringComparison.Ordinal))
                .Select(type => type.Namespace!.Split('.')[^1])
                .Order());
}
