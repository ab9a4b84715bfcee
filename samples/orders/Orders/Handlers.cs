using Onboarding.LocalAws.Hosting;

namespace Orders;

/// <summary>The functions by the names of the template's Handler properties, in a test as in a process.</summary>
public static class Handlers
{
    public static LambdaHandler Create(IReadOnlyDictionary<string, string> environment) =>
        environment["_HANDLER"] switch
        {
            "TakeOrder" => new TakeOrder(environment).Handler,
            "WriteReceipt" => new WriteReceipt(environment).Handler,
            var other => throw new ArgumentException($"there is no handler '{other}'"),
        };
}
