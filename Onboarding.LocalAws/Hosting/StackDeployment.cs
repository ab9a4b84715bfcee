using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.EventBridge;
using Onboarding.LocalAws.EventBridge.Store;
using Onboarding.LocalAws.Hosting.Endpoints;
using Onboarding.LocalAws.Lambda;
using Onboarding.LocalAws.Provisioning;
using Onboarding.LocalAws.Provisioning.Resources;
using Onboarding.LocalAws.Template;
using Onboarding.LocalAws.Template.Sam;
using Onboarding.LocalAws.Wire.Client;
using Onboarding.LocalAws.Wire.Edge;
using Onboarding.LocalAws.Wire.SigV4;

namespace Onboarding.LocalAws.Hosting;

/// <summary>One template on one host: loaded once, so that a reset can provision it again.</summary>
internal sealed partial class StackDeployment
{
    private readonly StackOptions _options;
    private readonly Uri _edgeUrl;
    private readonly HostServices _services;
    private readonly TemplateText _template;
    private EndpointPlan? _plan;

    /// <exception cref="LocalAwsException">The template cannot be read.</exception>
    public StackDeployment(StackOptions options, Uri edgeUrl, HostServices services)
    {
        _options = options;
        _edgeUrl = edgeUrl;
        _services = services;
        _template = new TemplateText(options);
    }

    /// <summary>As it was provisioned last; null before the first time.</summary>
    public DeployedStack? Stack { get; private set; }

    /// <exception cref="LocalAwsException">The template has faults, or something in it cannot be created.</exception>
    public async Task<DeployedStack> RunAsync(CancellationToken stop)
    {
        var stack = await ProvisionAsync(stop);
        _services.Resume();
        Stack = stack;
        return stack;
    }

    /// <summary>One trace of its own, also where a client that has a trace asks for a reset.</summary>
    private async Task<DeployedStack> ProvisionAsync(CancellationToken stop)
    {
        Activity.Current = null;
        using var span = EdgeTelemetry.Source.StartActivity($"provision {_options.StackName}");
        try
        {
            var host = _services.Context;
            using var wire = new WireClient(
                _edgeUrl, new SigV4Signer(host.Credentials.Root, host.Scope.Region, host.Time));
            var template = Load();
            RefuseCodeWithoutFunction(template);
            _services.Options.Functions.Use(_options.Template);
            await PlanAsync(template, stop);
            var endpoints = new WireEndpoints(wire, host.Remote);
            var provisioner = new StackProvisioner(template, endpoints, _services.StackRuntime, host.Time);
            var provisioned = await provisioner.DeployAsync(stop);
            NameFormerRules(provisioned);
            var stack = Describe(provisioned);
            await _options.AfterDeploy(stack, stop);
            return stack;
        }
        catch (Exception e) when (e is TemplateException or ProvisioningException)
        {
            EdgeTelemetry.Fail(span, e.GetType().Name, e.Message);
            throw new LocalAwsException(e.Message, e);
        }
    }

    private void RefuseCodeWithoutFunction(StackTemplate template)
    {
        var functions = template.Resources
            .Where(r => r.Type.Name == SamTypes.Function).Select(r => r.LogicalId).ToList();
        if (_services.Options.Functions.LogicalIds.Except(functions).FirstOrDefault() is { } unknown)
        {
            throw new LocalAwsException($"{template.File} has no function '{unknown}'; it has "
                + (functions.Count == 0 ? "none" : string.Join(", ", functions)));
        }
    }

    /// <summary>Once per host, so that a reset finds every service where it was.</summary>
    private async Task PlanAsync(StackTemplate template, CancellationToken stop)
    {
        if (_plan is not null || !_services.RemoteEndpoints.IsAny)
        {
            return;
        }

        _plan = await EndpointPlan.MakeAsync(
            _services.RemoteEndpoints, template, _edgeUrl, new ServiceProbe(_services.Connect), stop);
        _services.Context.Remote.Set([.. _plan.Services(_services.Connect)]);
    }

    /// <summary>
    /// CloudFormation would delete a rule that the template no longer has. Here the former template is not known, and a
    /// name that the stack would give is no proof that the stack gave it.
    /// </summary>
    private void NameFormerRules(ProvisionedStack stack)
    {
        var own = stack.Resources.Select(r => r.PhysicalId).ToHashSet(StringComparer.Ordinal);
        var logger = _services.Context.Logging.CreateLogger<StackDeployment>();
        var rules = _services.Module<EventBridgeModule>().Rules;
        foreach (var rule in rules.Buses().SelectMany(bus => rules.Rules(bus.Name) ?? []))
        {
            var id = rule.Bus == EventBus.DefaultName ? rule.Name : $"{rule.Bus}|{rule.Name}";
            if (rule.Name.StartsWith($"{stack.StackName}-", StringComparison.Ordinal) && !own.Contains(id))
            {
                LogFormerRule(logger, rule.Name, rule.Bus);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The rule {Rule} of the bus {Bus} is not in the template and "
        + "goes on delivering; RemoveTargets and DeleteRule end that, as does another data folder")]
    private static partial void LogFormerRule(ILogger logger, string rule, string bus);

    private StackTemplate Load() => _template.Load(
        _services.Context.Scope.AccountId,
        _services.Context.Scope.Region,
        _edgeUrl.GetLeftPart(UriPartial.Authority));

    private DeployedStack Describe(ProvisionedStack stack) => new(
        stack.Resources.Any(r => r.Type == ServerlessHttpApi.Name) ? _edgeUrl : null,
        stack.Outputs,
        stack.Resources.ToDictionary(r => r.LogicalId, r => r.PhysicalId),
        stack.CloudOnly)
    {
        ExternalFunctions = _services.Module<LambdaModule>().Functions.External,
        Endpoints = _plan?.Elsewhere ?? EndpointPlan.AllHere.Elsewhere,
        EndpointNotes = _plan?.Notes ?? [],
    };
}
