using Onboarding.LocalAws.Lambda.Model;

namespace Onboarding.LocalAws.Hosting.Runtime;

/// <summary>
/// AWS's .NET runtime loads a class library and calls the method that Handler names, Assembly::Namespace.Type::Method
/// (https://docs.aws.amazon.com/lambda/latest/dg/csharp-handler.html). Here nothing loads one, since its dependencies
/// would have to live beside those of the host.
/// </summary>
internal static class ClassLibraryHandler
{
    /// <returns>Why it cannot run, with the lines that make it an executable; null for any other handler.</returns>
    public static FunctionFault? Find(FunctionDefinition function)
    {
        // A Java handler is Type::method, which has no assembly.
        if (function.Handler.Split("::") is not [var assembly, var type, var method])
        {
            return null;
        }

        var call = $"LambdaRuntime.Json<TEvent, TResponse>(new {type.Replace('+', '.')}().{method})";
        return new FunctionFault(
            $"""
            '{function.Handler}' is a method of a class library, which nothing here loads. These lines make it an
            executable, which runs here and on Lambda:
              {assembly}.csproj: <OutputType>Exe</OutputType>
              Program.cs: return await LambdaRuntime.RunAsync({call});
              template: Handler: {assembly}
            TEvent and TResponse are the method's own types, and it takes a LambdaContext. A test may call it in its
            process instead: Functions.Add("{function.LogicalId}", {call})
            """,
            nameof(function.Handler));
    }
}
