using System.Text.Json;
using Onboarding.LocalAws.StepFunctions.Language.Data;
using Onboarding.LocalAws.StepFunctions.Language.Json;

namespace Onboarding.LocalAws.StepFunctions.Language.Templates;

/// <summary>
/// A payload template, compiled: JSON in which a field <c>"name.$"</c> gets its value from a path or an intrinsic
/// function (https://states-language.net/spec.html#payload-template).
/// <code>{"Key": {"userid": {"S.$": "$.detail.data.userName"}}, "Token.$": "$$.Task.Token"}</code>
/// </summary>
internal abstract record PayloadTemplate
{
    public JsonElement Evaluate(in Evaluation evaluation) => this is StaticTemplate { Value: var value }
        ? value
        : JsonValue.Write((Template: this, evaluation), static (writer, all) =>
            all.Template.Write(writer, all.evaluation));

    public abstract void Write(Utf8JsonWriter writer, in Evaluation evaluation);
}

/// <summary>Nothing in it depends on data.</summary>
internal sealed record StaticTemplate(JsonElement Value) : PayloadTemplate
{
    public override void Write(Utf8JsonWriter writer, in Evaluation evaluation) => Value.WriteTo(writer);
}

internal sealed record ArrayTemplate(IReadOnlyList<PayloadTemplate> Items) : PayloadTemplate
{
    public override void Write(Utf8JsonWriter writer, in Evaluation evaluation)
    {
        writer.WriteStartArray();
        foreach (var item in Items)
        {
            item.Write(writer, evaluation);
        }

        writer.WriteEndArray();
    }
}

internal sealed record ObjectTemplate(IReadOnlyList<KeyValuePair<string, PayloadTemplate>> Members) : PayloadTemplate
{
    public override void Write(Utf8JsonWriter writer, in Evaluation evaluation)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in Members)
        {
            writer.WritePropertyName(name);
            value.Write(writer, evaluation);
        }

        writer.WriteEndObject();
    }
}

/// <param name="Field">As written, with <c>.$</c>.</param>
internal sealed record DynamicTemplate(string Field, Expression Expression) : PayloadTemplate
{
    public override void Write(Utf8JsonWriter writer, in Evaluation evaluation) =>
        Expression.EvaluateField(evaluation, Field).WriteTo(writer);
}
