using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Onboarding.LocalAws.HttpApi;

/// <summary>
/// The members that the events of integrations and of authorizers share in payload format 1.0. Where a name has
/// several values, the documented sample has the last one of a header and the first one of a query parameter.
/// </summary>
internal static class EventMembers1
{
    public static void WriteHeaders(Utf8JsonWriter writer, GatewayRequest request)
    {
        writer.WriteStartObject("headers"u8);
        foreach (var (name, values) in request.Http.Headers)
        {
            var lower = name.ToLowerInvariant();
            if (!request.GatewayHeaders.ContainsKey(lower))
            {
                writer.WriteString(lower, values[^1]);
            }
        }

        foreach (var (name, value) in request.GatewayHeaders)
        {
            writer.WriteString(name, value);
        }

        writer.WriteEndObject();
    }

    public static void WriteMultiValueHeaders(Utf8JsonWriter writer, GatewayRequest request)
    {
        writer.WriteStartObject("multiValueHeaders"u8);
        foreach (var (name, values) in request.Http.Headers)
        {
            var lower = name.ToLowerInvariant();
            if (!request.GatewayHeaders.ContainsKey(lower))
            {
                WriteList(writer, lower, values);
            }
        }

        foreach (var (name, value) in request.GatewayHeaders)
        {
            WriteList(writer, name, value);
        }

        writer.WriteEndObject();
    }

    public static void WriteQuery(Utf8JsonWriter writer, QueryString query)
    {
        var parameters = QueryHelpers.ParseQuery(query.Value);
        if (parameters.Count == 0)
        {
            writer.WriteNull("queryStringParameters"u8);
            writer.WriteNull("multiValueQueryStringParameters"u8);
            return;
        }

        WriteFirstValues(writer, parameters);
        writer.WriteStartObject("multiValueQueryStringParameters"u8);
        foreach (var (name, values) in parameters)
        {
            WriteList(writer, name, values);
        }

        writer.WriteEndObject();
    }

    public static void WriteFirstValues(Utf8JsonWriter writer, Dictionary<string, StringValues> parameters)
    {
        writer.WriteStartObject("queryStringParameters"u8);
        foreach (var (name, values) in parameters)
        {
            writer.WriteString(name, values[0]);
        }

        writer.WriteEndObject();
    }

    public static void WritePathParameters(Utf8JsonWriter writer, RouteMatch match)
    {
        if (match.Names.Length == 0)
        {
            writer.WriteNull("pathParameters"u8);
        }
        else
        {
            EventMembers.WritePathParameters(writer, match);
        }
    }

    public static void WriteStageVariables(Utf8JsonWriter writer, IReadOnlyDictionary<string, string> variables)
    {
        if (variables.Count == 0)
        {
            writer.WriteNull("stageVariables"u8);
        }
        else
        {
            EventMembers.WriteStageVariables(writer, variables);
        }
    }

    private static void WriteList(Utf8JsonWriter writer, string name, StringValues values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }
}
