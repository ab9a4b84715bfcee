using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Language.Data;
using Onboarding.LocalAws.StepFunctions.Language.Paths;
using Onboarding.LocalAws.StepFunctions.Language.States;

namespace Onboarding.LocalAws.StepFunctions.Language.Parsing;

/// <summary>Reads Task, Parallel and Map.</summary>
internal static class FallibleStateParser
{
    public static TaskState? Task(StateCommon common, Fields fields)
    {
        fields.Require("Resource");
        fields.AtMostOne("TimeoutSeconds", "TimeoutSecondsPath");
        fields.AtMostOne("HeartbeatSeconds", "HeartbeatSecondsPath");
        if (fields.Has("Credentials"))
        {
            fields.Faults.Unsupported("Credentials", fields.At("Credentials"));
        }

        var resource = Resource(fields);
        var timeout = fields.Integer("TimeoutSeconds", 1, SecondsNumber.Max);
        var heartbeat = fields.Integer("HeartbeatSeconds", 1, SecondsNumber.Max);
        if (timeout is { } limit && heartbeat >= limit)
        {
            fields.Faults.Schema("HeartbeatSeconds must be smaller than TimeoutSeconds", fields.At("HeartbeatSeconds"));
        }

        var handlers = ErrorHandlerParser.Parse(common.Name, fields);
        return resource is null ? null : new TaskState(common, handlers)
        {
            Parameters = fields.Template("Parameters"),
            ResultSelector = fields.Template("ResultSelector"),
            ResultPath = fields.ResultPath(),
            Resource = resource,
            TimeoutSeconds = timeout,
            TimeoutSecondsPath = fields.Path("TimeoutSecondsPath"),
            HeartbeatSeconds = heartbeat,
            HeartbeatSecondsPath = fields.Path("HeartbeatSecondsPath"),
        };
    }

    public static ParallelState Parallel(StateCommon common, Fields fields)
    {
        fields.Require("Branches");
        var branches = fields.Items("Branches") ?? [];
        return new ParallelState(common, ErrorHandlerParser.Parse(common.Name, fields))
        {
            Branches = [.. branches.Select((b, i) => Branch(b, $"{fields.At("Branches")}[{i}]", fields.Faults))
                .OfType<StateMachineDefinition>()],
            Parameters = fields.Template("Parameters"),
            ResultSelector = fields.Template("ResultSelector"),
            ResultPath = fields.ResultPath(),
        };
    }

    public static MapState? Map(StateCommon common, Fields fields)
    {
        fields.ExactlyOne("ItemProcessor", "Iterator");
        fields.AtMostOne("ItemSelector", "Parameters");
        fields.AtMostOne("MaxConcurrency", "MaxConcurrencyPath");
        var field = fields.Has("ItemProcessor") ? "ItemProcessor" : "Iterator";
        var processor = fields.Value(field) is { } value ? Processor(value, fields.At(field), fields.Faults) : null;
        var handlers = ErrorHandlerParser.Parse(common.Name, fields);
        return processor is null ? null : new MapState(common, handlers)
        {
            Processor = processor,
            ProcessorField = field,
            ItemsPath = fields.ReferencePath("ItemsPath") ?? ValuePath.Data,
            ItemSelector = fields.Template("ItemSelector") ?? fields.Template("Parameters"),
            MaxConcurrencyNumber = fields.Integer("MaxConcurrency", 0, int.MaxValue) ?? 0,
            MaxConcurrencyPath = fields.Path("MaxConcurrencyPath"),
            ResultSelector = fields.Template("ResultSelector"),
            ResultPath = fields.ResultPath(),
        };
    }

    private static StateMachineDefinition? Branch(JsonElement value, string location, Faults faults) =>
        DefinitionParser.Inner(value, location, faults, others: []);

    private static StateMachineDefinition? Processor(JsonElement value, string location, Faults faults)
    {
        if (value.ValueKind == JsonValueKind.Object
            && value.TryGetProperty("ProcessorConfig", out var config)
            && Fields.Of(config, $"{location}/ProcessorConfig", faults) is { } fields)
        {
            if (fields.TextOf("Mode", "INLINE", "DISTRIBUTED") == "DISTRIBUTED")
            {
                faults.Unsupported("Distributed Map (Mode DISTRIBUTED)", fields.At("Mode"));
            }
            else
            {
                foreach (var other in fields.Names.Where(n => n != "Mode"))
                {
                    faults.Schema($"Field '{other}' is not supported", fields.Location);
                }
            }
        }

        return DefinitionParser.Inner(value, location, faults, others: ["ProcessorConfig"]);
    }

    private static TaskResource? Resource(Fields fields)
    {
        if (fields.Text("Resource") is not { } arn)
        {
            return null;
        }

        var resource = TaskResource.Parse(arn);
        if (resource is null)
        {
            fields.Faults.Schema("Value is not a valid resource ARN", fields.At("Resource"));
        }
        else if (resource is ActivityResource)
        {
            fields.Faults.Unsupported("activities", fields.At("Resource"));
        }

        return resource;
    }
}
