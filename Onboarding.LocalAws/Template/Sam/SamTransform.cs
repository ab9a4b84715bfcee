using Onboarding.LocalAws.Template.Shapes;

namespace Onboarding.LocalAws.Template.Sam;

/// <summary>
/// The part of AWS::Serverless-2016-10-31 that turns one resource into several: Globals are merged into functions and
/// APIs, and every event of a function becomes an event-source mapping, a rule or a route with the logical id that SAM
/// gives it, `{function}{event}`.
/// </summary>
internal sealed class SamTransform(GlobalsSection globals, ResourceTypes types, TemplateFaults faults)
{
    private const string SupportedEvents = "CloudWatchEvent, DynamoDB, EventBridgeRule, HttpApi, Schedule, SQS";

    private readonly List<TemplateResource> _result = [];

    /// <summary>API → functions that it routes to: SAM writes their ARNs into the API's definition.</summary>
    private readonly Dictionary<string, List<string>> _routed = new(StringComparer.Ordinal);

    public IReadOnlyList<TemplateResource> Apply(IReadOnlyList<TemplateResource> resources)
    {
        foreach (var resource in resources)
        {
            if (resource.Type.Name == SamTypes.Function)
            {
                AddFunction(resource);
            }
            else if (resource.Type.Name == SamTypes.HttpApi)
            {
                _result.Add(resource with { Properties = globals.Apply("HttpApi", resource.Properties) });
            }
            else
            {
                _result.Add(resource);
            }
        }

        AddImplicitApi();
        return [.. _result.Select(WithRoutedFunctions)];
    }

    private void AddFunction(TemplateResource function)
    {
        var properties = globals.Apply("Function", function.Properties);
        var events = properties.Find("Events");
        properties = FunctionPolicies.Normalise(properties.Without("Events"), faults);
        _result.Add(function with { Properties = properties });
        if (events is TemplateMapping map)
        {
            foreach (var entry in map.Entries)
            {
                AddEvent(function, entry);
            }
        }
        else if (events is not null)
        {
            faults.Add(events.Position, $"{SamTypes.Function}.Events must be a map.");
        }
    }

    private void AddEvent(TemplateResource function, TemplateEntry entry)
    {
        if (entry.Value is not TemplateMapping definition || definition.FindText("Type") is not { } type)
        {
            faults.Add(entry.Value.Position, $"Event '{entry.Key}' must be a map with a Type.");
            return;
        }

        foreach (var part in definition.Entries.Where(part => part.Key is not ("Type" or "Properties")))
        {
            faults.Add(part.KeyPosition, $"Event '{entry.Key}': '{part.Key}' is not one of Type, Properties.");
        }

        var given = definition.Find("Properties") ?? new TemplateMapping([], definition.Position);
        if (given is not TemplateMapping properties)
        {
            faults.Add(given.Position, $"Event '{entry.Key}': Properties must be a map.");
            return;
        }

        switch (type)
        {
            case "DynamoDB":
                AddMapping(function, entry, properties, "Stream");
                break;
            case "SQS":
                AddMapping(function, entry, properties, "Queue");
                break;
            case "EventBridgeRule" or "CloudWatchEvent":
                AddRule(function, entry, properties, "Pattern");
                break;
            case "Schedule":
                AddRule(function, entry, properties, "Schedule");
                break;
            case "HttpApi":
                AddRoute(function, entry, properties);
                break;
            case "ScheduleV2":
                faults.Add(
                    definition.Find("Type")!.Position,
                    "Event type 'ScheduleV2' is EventBridge Scheduler, which is not supported by Onboarding.LocalAws; "
                    + "'Schedule' makes a rule of the default bus.");
                break;
            default:
                faults.Add(
                    definition.Find("Type")!.Position,
                    $"Event type '{type}' is not supported by Onboarding.LocalAws. Supported: {SupportedEvents}.");
                break;
        }
    }

    private void AddMapping(
        TemplateResource function, TemplateEntry entry, TemplateMapping properties, string sourceProperty)
    {
        if (properties.Find(sourceProperty) is not { } source)
        {
            faults.Add(properties.Position, $"Event '{entry.Key}' needs '{sourceProperty}'.");
            return;
        }

        var mapping = properties.Without(sourceProperty)
            .With("EventSourceArn", source, source.Position)
            .With("FunctionName", Call("Ref", Text(function.LogicalId, entry)), entry.KeyPosition);
        Add(function, entry, SamTypes.EventSourceMapping, mapping);
    }

    /// <param name="needed">What makes it a rule: its pattern or its schedule.</param>
    private void AddRule(
        TemplateResource function, TemplateEntry entry, TemplateMapping properties, string needed)
    {
        if (properties.Find(needed) is null)
        {
            faults.Add(properties.Position, $"Event '{entry.Key}' needs '{needed}'.");
            return;
        }

        if (properties.Find("Enabled") is { } enabled
            && !(enabled is TemplateScalar { Value: var flag } && Booleans.TryParse(flag, out _)))
        {
            faults.Add(
                enabled.Position, $"Event '{entry.Key}': Enabled is true or false; State takes a function call.");
            return;
        }

        if (properties.Find("Target") is { } target and not TemplateMapping { Entries: [{ Key: "Id" }] })
        {
            faults.Add(target.Position, $"Event '{entry.Key}': Target is a map of Id.");
        }

        var arn = Call(
            "Fn::GetAtt",
            new TemplateSequence([Text(function.LogicalId, entry), Text("Arn", entry)], entry.KeyPosition));
        Add(
            function, entry, SamTypes.Rule,
            RuleEvent.ToRule(function.LogicalId, entry, properties, arn));
    }

    private void AddRoute(TemplateResource function, TemplateEntry entry, TemplateMapping properties)
    {
        var api = properties.Find("ApiId") ?? Call("Ref", Text(SamTypes.ImplicitApiId, entry));
        var route = properties
            .With("ApiId", api, entry.KeyPosition)
            .With("FunctionName", Call("Ref", Text(function.LogicalId, entry)), entry.KeyPosition);
        Add(function, entry, SamTypes.HttpApiRoute, route);
        if (Intrinsics.IsCall(api, out var call) && call is { Key: "Ref", Value: TemplateScalar id })
        {
            if (!_routed.TryGetValue(id.Value, out var functions))
            {
                _routed[id.Value] = functions = [];
            }

            functions.Add(function.LogicalId);
        }
    }

    private void Add(TemplateResource function, TemplateEntry entry, string type, TemplateMapping properties) =>
        _result.Add(new TemplateResource(function.LogicalId + entry.Key, types[type], properties)
        {
            Position = entry.KeyPosition,
        });

    private void AddImplicitApi()
    {
        const string id = SamTypes.ImplicitApiId;
        if (!_routed.ContainsKey(id) || _result.Any(resource => resource.LogicalId == id))
        {
            return;
        }

        var properties = new TemplateMapping([], SourcePosition.Start);
        _result.Add(new TemplateResource(id, types[SamTypes.HttpApi], globals.Apply("HttpApi", properties))
        {
            Position = SourcePosition.Start,
        });
    }

    private TemplateResource WithRoutedFunctions(TemplateResource resource) =>
        _routed.TryGetValue(resource.LogicalId, out var functions)
            ? resource with { DependsOn = [.. resource.DependsOn.Union(functions)] }
            : resource;

    private static TemplateMapping Call(string function, TemplateNode argument) =>
        new([new TemplateEntry(function, argument.Position, argument)], argument.Position);

    private static TemplateScalar Text(string value, TemplateEntry at) => new(value, IsPlain: false, at.KeyPosition);
}
