using Onboarding.LocalAws.Hosting;
using Xunit;

namespace Onboarding.LocalAws.Xunit;

/// <summary>
/// A template that runs for as long as a test class (<c>IClassFixture</c>) or a collection does. Derive from it, say in
/// <see cref="Configure"/> what runs, and take it in the test's constructor. Classes run beside each other, each with a
/// host of its own on a port of its own.
/// </summary>
/// <example><code>
/// public sealed class Shop : LocalAwsFixture
/// {
///     protected override void Configure(LocalAwsSetup o)
///     {
///         o.Template = "template.yaml";
///         o.Functions.Add("OrderFunction", LambdaRuntime.Json&lt;Order, Receipt&gt;(OrderFunction.HandleAsync));
///     }
/// }
/// </code></example>
public abstract class LocalAwsFixture : IAsyncLifetime
{
    private LocalAwsHost? _aws;

    /// <summary>What runs: URLs, mails, traces, event sources.</summary>
    /// <exception cref="InvalidOperationException">It does not run yet: xunit starts it first.</exception>
    public LocalAwsHost Aws => _aws ?? throw new InvalidOperationException("the host does not run yet");

    /// <summary>
    /// Starts the host: every test of the class fails with the reason where it cannot start. One who overrides it, for
    /// example to write the first items, calls this one first.
    /// </summary>
    /// <exception cref="LocalAwsException">As <see cref="LocalAwsHost"/> throws it.</exception>
    public virtual async Task InitializeAsync() => _aws = await LocalAwsHost.StartAsync(Configure);

    /// <summary>Stops the host, after the last test.</summary>
    public virtual async Task DisposeAsync() => await (_aws?.DisposeAsync() ?? ValueTask.CompletedTask);

    /// <summary>Says what runs: the template, the code of its functions, and the host below them.</summary>
    protected abstract void Configure(LocalAwsSetup o);
}
