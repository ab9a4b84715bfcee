using System.Text.Json;
using Onboarding.Functions.Tests.Hosting;

namespace Onboarding.Functions.Tests.MailFeedback;

/// <summary>
/// AWS with one user: DynamoDB understands the two updates of the function, and the bus takes everything.
/// </summary>
internal sealed class FeedbackWorld(string userId)
{
    private readonly Lock _lock = new();

    public string? State { get; private set; }

    public string? MessageId { get; private set; }

    public bool IsTold { get; private set; }

    /// <summary>How often the state was written.</summary>
    public int WriteCount { get; private set; }

    /// <summary>The details that the bus took.</summary>
    public List<JsonElement> Events { get; } = [];

    /// <summary>What is answered instead; null lets a call pass.</summary>
    public Func<WireRequest, WireResponse?>? Fault { get; set; }

    public WireResponse Answer(WireRequest request)
    {
        lock (_lock)
        {
            return Fault?.Invoke(request) ?? Serve(request);
        }
    }

    /// <summary>Each third call fails: before its effect or after it, so that the caller cannot tell.</summary>
    public Func<WireRequest, WireResponse?> Crashes(Random random) => request =>
    {
        var fate = random.Next(6);
        if (fate == 1)
        {
            Serve(request);
        }

        // One that the SDK does not repeat by itself.
        return fate < 2 ? new WireResponse(400, """{"__type":"ValidationException","message":"lost"}""") : null;
    };

    private WireResponse Serve(WireRequest request) => request.Operation switch
    {
        "GetItem" => IsOurs(request) ? new(200, $$"""{"Item":{{Item()}} }""") : new(200),
        "UpdateItem" => Update(request),
        "PutEvents" => Put(request),
        _ => throw new InvalidOperationException($"The function has no business with {request.Operation}."),
    };

    private WireResponse Update(WireRequest request)
    {
        var body = JsonDocument.Parse(request.Body).RootElement;
        if (body.GetProperty("UpdateExpression").GetString() == "SET #mail.#toldAt = :v0")
        {
            Assert.Equal("(attribute_exists(#mail))", body.GetProperty("ConditionExpression").GetString());
            IsTold = true;
            return new WireResponse(200);
        }

        Assert.Equal("SET #mail = :v0", body.GetProperty("UpdateExpression").GetString());
        Assert.Equal(
            "(attribute_exists(#userId)) AND (attribute_not_exists(#mail))",
            body.GetProperty("ConditionExpression").GetString());
        if (!IsOurs(request) || State is not null)
        {
            return DynamoDb.ConditionFailed;
        }

        var mail = body.GetProperty("ExpressionAttributeValues").GetProperty(":v0").GetProperty("M");
        State = mail.GetProperty("state").GetProperty("S").GetString();
        MessageId = mail.GetProperty("messageId").GetProperty("S").GetString();
        WriteCount++;
        return new WireResponse(200, $$"""{"Attributes":{{Item()}} }""");
    }

    private WireResponse Put(WireRequest request)
    {
        Events.AddRange(BusWire.EventsIn(request));
        return BusWire.Answer(request);
    }

    private bool IsOurs(WireRequest request) =>
        JsonDocument.Parse(request.Body).RootElement.GetProperty("Key").GetProperty("userId").GetProperty("S")
            .GetString() == userId;

    private string Item()
    {
        var told = IsTold ? ""","toldAt":{"S":"2026-11-20T12:00:01.000Z"}""" : "";
        var mail = State is null
            ? ""
            : $$$"""
              ,"mail":{"M":{"state":{"S":"{{{State}}}"},"messageId":{"S":"{{{MessageId}}}"},
              "at":{"S":"2026-11-20T12:00:00.000Z"}{{{told}}} } }
              """;
        return $$$"""{"userId":{"S":"{{{userId}}}"}{{{mail}}} }""";
    }
}
