using System.Text.Json;
using Amazon.DynamoDBv2.Model;

namespace Onboarding.Functions.Tests.Events;

/// <summary>Events as AWS documents them, with the values that a test cares about filled in.</summary>
internal static class Samples
{
    public const string ApiKeyId = "3f9c01d2ab47";

    /// <summary>
    /// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
    /// </summary>
    public static string HttpRequest(
        string routeKey, string headers = "{}", string pathParameters = "{}", string? body = null,
        bool isBase64Encoded = false, string claims = """{"claim1": "value1"}""",
        string lambda = $$"""{"apiKeyId":"{{ApiKeyId}}"}""",
        string query = """{"parameter1": "value1,value2", "parameter2": "value"}""")
    {
        var method = routeKey.Split(' ')[0];
        var path = routeKey.Split(' ')[^1];
        var encoded = isBase64Encoded ? "true" : "false";
        var bodyJson = body is null
            ? ""
            : $", \"body\": \"{System.Text.Json.JsonEncodedText.Encode(body)}\"";
        return $$"""
            {
              "version": "2.0",
              "routeKey": "{{routeKey}}",
              "rawPath": "{{path}}",
              "rawQueryString": "parameter1=value1&parameter1=value2&parameter2=value",
              "cookies": ["cookie1", "cookie2"],
              "headers": {{headers}},
              "queryStringParameters": {{query}},
              "requestContext": {
                "accountId": "123456789012",
                "apiId": "api-id",
                "authentication": {"clientCert": {"clientCertPem": "CERT_CONTENT"} },
                "authorizer": {"jwt": {"claims": {{claims}}, "scopes": ["scope1"]}, "lambda": {{lambda}} },
                "domainName": "id.execute-api.us-east-1.amazonaws.com",
                "domainPrefix": "id",
                "http": {
                  "method": "{{method}}",
                  "path": "{{path}}",
                  "protocol": "HTTP/1.1",
                  "sourceIp": "192.0.2.1",
                  "userAgent": "agent"
                },
                "requestId": "id",
                "routeKey": "{{routeKey}}",
                "stage": "$default",
                "time": "12/Mar/2020:19:03:58 +0000",
                "timeEpoch": 1583348638390
              }{{bodyJson}},
              "pathParameters": {{pathParameters}},
              "isBase64Encoded": {{encoded}},
              "stageVariables": {"stageVariable1": "value1"}
            }
            """;
    }

    /// <summary>
    /// The documented sample of https://docs.aws.amazon.com/lambda/latest/dg/with-ddb-example.html, shortened.
    /// </summary>
    public const string DynamoDbStream = """
        {
          "Records": [
            {
              "eventID": "1",
              "eventVersion": "1.0",
              "dynamodb": {
                "ApproximateCreationDateTime": 1.48018782E9,
                "Keys": {"Id": {"N": "101"}},
                "NewImage": {"Message": {"S": "New item!"}, "Id": {"N": "101"}},
                "StreamViewType": "NEW_AND_OLD_IMAGES",
                "SequenceNumber": "111",
                "SizeBytes": 26
              },
              "awsRegion": "us-west-2",
              "eventName": "INSERT",
              "eventSourceARN": "arn:aws:dynamodb:us-west-2:123456789012:table/ExampleTable/stream/2016-11-16",
              "eventSource": "aws:dynamodb"
            },
            {
              "eventID": "3",
              "eventVersion": "1.0",
              "dynamodb": {
                "ApproximateCreationDateTime": 1480187820,
                "Keys": {"Id": {"N": "101"}},
                "SizeBytes": 38,
                "SequenceNumber": "333",
                "OldImage": {"Message": {"S": "This item has changed"}, "Id": {"N": "101"}},
                "StreamViewType": "NEW_AND_OLD_IMAGES"
              },
              "awsRegion": "us-west-2",
              "eventName": "REMOVE",
              "eventSourceARN": "arn:aws:dynamodb:us-west-2:123456789012:table/ExampleTable/stream/2016-11-16",
              "eventSource": "aws:dynamodb",
              "userIdentity": {"type": "Service", "principalId": "dynamodb.amazonaws.com"}
            }
          ]
        }
        """;

    public static string Stream(params string[] records) => $$"""{"Records":[{{string.Join(',', records)}}]}""";

    /// <summary>A change of a user as the Users table's stream tells it: new where there was none before.</summary>
    /// <param name="more">Further attributes in DynamoDB's JSON, each with a comma in front.</param>
    public static string UserRecord(
        string sequenceNumber, string userId, string status, string email = "ada@example.com", string? trace = null,
        string steps = "{}", string? before = null, int attempt = 1, int attemptBefore = 1,
        string source = "register", string more = "")
    {
        var eventName = before is null ? "INSERT" : "MODIFY";
        var oldImage = before is null ? "" : $$$"""
            "OldImage": {
              "userId": {"S": "{{{userId}}}"},
              "metadata": {"M": {"status": {"S": "{{{before}}}"}, "attempt": {"N": "{{{attemptBefore}}}"} } }
            },
            """;
        var traceAttribute = trace is null ? "" : $$""", "trace": {"S": "{{trace}}" }""";
        return $$"""
            {
              "eventID": "event-{{sequenceNumber}}",
              "eventVersion": "1.1",
              "dynamodb": {
                "ApproximateCreationDateTime": 1764500000,
                "Keys": {"userId": {"S": "{{userId}}"} },
                {{oldImage}}
                "NewImage": {
                  "userId": {"S": "{{userId}}"},
                  "email": {"S": "{{email}}"},
                  "name": {"S": "Ada"},
                  "source": {"S": "{{source}}"},
                  "metadata": {"M": {
                    "status": {"S": "{{status}}" }, "createdAt": {"S": "2026-11-20T12:00:00.000Z" },
                    "attempt": {"N": "{{attempt}}" },
                    "steps": {"M": {{steps}} } } }{{traceAttribute}}{{more}}
                },
                "SequenceNumber": "{{sequenceNumber}}",
                "SizeBytes": 100,
                "StreamViewType": "NEW_AND_OLD_IMAGES"
              },
              "awsRegion": "us-east-1",
              "eventName": "{{eventName}}",
              "eventSourceARN": "arn:aws:dynamodb:us-east-1:123456789012:table/Users/stream/2026-11-20T12:00:00.000",
              "eventSource": "aws:dynamodb"
            }
            """;
    }

    /// <summary>An item that was stored just now, as its table's stream tells it.</summary>
    public static string StoredUserRecord(string sequenceNumber, Dictionary<string, AttributeValue> item) =>
        $$"""
        {
          "eventID": "event-{{sequenceNumber}}",
          "eventVersion": "1.1",
          "dynamodb": {
            "Keys": {"userId": {{Json(item["userId"])}} },
            "NewImage": {{Json(new AttributeValue { M = item })["{\"M\":".Length..^1]}},
            "SequenceNumber": "{{sequenceNumber}}",
            "StreamViewType": "NEW_AND_OLD_IMAGES"
          },
          "awsRegion": "us-east-1",
          "eventName": "INSERT",
          "eventSourceARN": "arn:aws:dynamodb:us-east-1:123456789012:table/Users/stream/2026-11-20T12:00:00.000",
          "eventSource": "aws:dynamodb"
        }
        """;

    /// <summary>A change of a tenant's user as the TenantUsers table's stream tells it.</summary>
    /// <param name="preferences">Members of the map, in DynamoDB's JSON.</param>
    public static string TenantUserRecord(
        string sequenceNumber, string tenantId, string userId, string name = "Ada", string preferences = "",
        string eventName = "MODIFY", string? trace = null) =>
        $$"""
        {
          "eventID": "event-{{sequenceNumber}}",
          "dynamodb": {
            "Keys": {"tenantId": {"S": "{{tenantId}}"}, "userId": {"S": "{{userId}}"} },
            "NewImage": {
              "tenantId": {"S": "{{tenantId}}"}, "userId": {"S": "{{userId}}"}, "name": {"S": "{{name}}"},
              "preferences": {"M": { {{preferences}} } }, "joinedAt": {"S": "2026-11-20T12:00:00.000Z"},
              "trace": {"S": "{{trace}}"}
            },
            "SequenceNumber": "{{sequenceNumber}}",
            "StreamViewType": "NEW_IMAGE"
          },
          "awsRegion": "us-east-1",
          "eventName": "{{eventName}}",
          "eventSourceARN": "arn:aws:dynamodb:us-east-1:123456789012:table/TenantUsers/stream/2026-11-20T12:00:00.000",
          "eventSource": "aws:dynamodb"
        }
        """;

    /// <summary>Texts, numbers, flags and maps, as users have them: <c>{"S":"…"}</c>.</summary>
    private static string Json(AttributeValue value) => value switch
    {
        { S: { } text } => $$"""{"S":{{JsonSerializer.Serialize(text)}}}""",
        { N: { } number } => $$"""{"N":"{{number}}"}""",
        { BOOL: { } flag } => $$"""{"BOOL":{{(flag ? "true" : "false")}}}""",
        { M: { } map } => "{\"M\":{" + string.Join(',', map.Select(one =>
            $"{JsonSerializer.Serialize(one.Key)}:{Json(one.Value)}")) + "}}",
        _ => throw new NotSupportedException("an attribute of a type that no user has"),
    };
    /// <summary>What the template's rules make of an event of SES.</summary>
    public static string MailFeedback(string state, string userId, string messageId = "m1", string traceparent = "") =>
        $$"""
        {"state":"{{state}}","userId":"{{userId}}","messageId":"{{messageId}}","at":"2026-11-20T12:00:00.000Z",
        "traceparent":"{{traceparent}}"}
        """;
}
