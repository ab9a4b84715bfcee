using System.Security;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Onboarding.IntegrationTests.Deploy;

/// <summary>
/// Answers the calls of eng/deploy.sh and eng/teardown.sh to CloudFormation, and to CloudWatch Logs, in the forms that
/// their API references document, so that the real AWS CLI reads them; keeps what it was asked
/// (https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_Operations.html). It creates nothing: what
/// CloudFormation would make of the template, only an account shows.
/// </summary>
internal sealed class DocumentedCloudFormation : IAsyncDisposable
{
    private const string StackId = "arn:aws:cloudformation:us-east-1:123456789012:stack/onboarding/8f0a";

    private readonly LocalServer _server;
    private readonly IReadOnlyDictionary<string, string> _outputs;
    private string? _status;

    private DocumentedCloudFormation(
        IReadOnlyDictionary<string, string> outputs, string? status)
    {
        _server = new LocalServer(RespondAsync);
        _outputs = outputs;
        _status = status;
    }

    public string Address => _server.Address;

    /// <summary>Each call's form, in order; its Action first.</summary>
    public List<Dictionary<string, string>> Calls { get; } = [];

    /// <summary>Type, physical id and status of what the stack holds.</summary>
    public List<(string Type, string Id, string Status)> Resources { get; } = [];

    public HashSet<string> LogGroups { get; } = new(StringComparer.Ordinal);

    public IEnumerable<string> Actions => Calls.Select(call => call["Action"]);

    /// <param name="status">Null where there is no stack.</param>
    public static async Task<DocumentedCloudFormation> StartAsync(
        IReadOnlyDictionary<string, string> outputs, string? status = null)
    {
        var service = new DocumentedCloudFormation(outputs, status);
        await service._server.StartAsync();
        return service;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task RespondAsync(HttpContext http)
    {
        if (http.Request.Headers["X-Amz-Target"].ToString() is ['L', ..] target)
        {
            await RespondAboutLogsAsync(http, target.Split('.')[1]);
            return;
        }

        var form = await http.Request.ReadFormAsync();
        var call = form.ToDictionary(field => field.Key, field => field.Value.ToString());
        string? result;
        lock (Calls)
        {
            Calls.Add(call);
            result = Result(call);
        }

        http.Response.ContentType = "text/xml";
        http.Response.StatusCode = result is null ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK;
        await http.Response.WriteAsync(result is null
            ? "<ErrorResponse xmlns=\"http://cloudformation.amazonaws.com/doc/2010-05-15/\"><Error><Type>Sender</Type>"
                + $"<Code>ValidationError</Code><Message>Stack with id {call["StackName"]} does not exist</Message>"
                + "</Error><RequestId>1</RequestId></ErrorResponse>"
            : $"<{call["Action"]}Response xmlns=\"http://cloudformation.amazonaws.com/doc/2010-05-15/\">"
                + $"<{call["Action"]}Result>{result}</{call["Action"]}Result></{call["Action"]}Response>");
    }

    private async Task RespondAboutLogsAsync(HttpContext http, string operation)
    {
        using var body = await JsonDocument.ParseAsync(http.Request.Body);
        var names = operation switch
        {
            "DescribeLogGroups" => LogGroups.Where(name => name.StartsWith(
                body.RootElement.GetProperty("logGroupNamePrefix").GetString()!, StringComparison.Ordinal)).ToList(),
            "DeleteLogGroup" when LogGroups.Remove(body.RootElement.GetProperty("logGroupName").GetString()!) => [],
            _ => throw new NotSupportedException($"the scripts are not known to call {operation} so"),
        };
        http.Response.ContentType = "application/x-amz-json-1.1";
        await http.Response.WriteAsync(JsonSerializer.Serialize(
            new { logGroups = names.Select(name => new { logGroupName = name }) }));
    }

    private string? Result(Dictionary<string, string> call)
    {
        switch (call["Action"])
        {
            case "DescribeStacks":
                return _status is null || (_status == "DELETE_COMPLETE" && call["StackName"] != StackId)
                    ? null
                    : $"<Stacks>{Stack("Outputs")}</Stacks>";
            case "ListStacks":
                return $"<StackSummaries>{(_status == "DELETE_COMPLETE" ? Stack("Unused") : "")}</StackSummaries>";
            case "CreateChangeSet":
                _status ??= "REVIEW_IN_PROGRESS";
                return $"<Id>{StackId.Replace(":stack/", ":changeSet/", StringComparison.Ordinal)}</Id>"
                    + $"<StackId>{StackId}</StackId>";
            case "DescribeChangeSet":
                return "<Status>CREATE_COMPLETE</Status><Changes><member><Type>Resource</Type><ResourceChange>"
                    + "<Action>Add</Action><LogicalResourceId>UsersTable</LogicalResourceId>"
                    + "<ResourceType>AWS::DynamoDB::Table</ResourceType></ResourceChange></member></Changes>";
            // Which parameters the deployed template has, so that those not given keep their values.
            case "GetTemplateSummary":
                return "<Parameters><member><ParameterKey>MailFrom</ParameterKey></member></Parameters>";
            case "ExecuteChangeSet":
                _status = _status == "REVIEW_IN_PROGRESS" ? "CREATE_COMPLETE" : "UPDATE_COMPLETE";
                return "";
            case "ListStackResources":
                return $"<StackResourceSummaries>{string.Concat(Resources.Select(Summary))}</StackResourceSummaries>";
            case "DeleteStack":
                _status = "DELETE_COMPLETE";
                return "";
            default:
                throw new NotSupportedException($"the scripts are not known to call {call["Action"]}");
        }
    }

    private string Stack(string outputs) =>
        $"<member><StackName>onboarding</StackName><StackId>{StackId}</StackId><StackStatus>{_status}</StackStatus>"
        + $"<CreationTime>2026-01-01T00:00:00Z</CreationTime><{outputs}>"
        + string.Concat(_outputs.Select(output =>
            $"<member><OutputKey>{output.Key}</OutputKey><OutputValue>{SecurityElement.Escape(output.Value)}"
            + "</OutputValue></member>"))
        + $"</{outputs}></member>";

    private static string Summary((string Type, string Id, string Status) resource) =>
        $"<member><LogicalResourceId>{resource.Id}</LogicalResourceId><PhysicalResourceId>{resource.Id}"
        + $"</PhysicalResourceId><ResourceType>{resource.Type}</ResourceType><ResourceStatus>{resource.Status}"
        + "</ResourceStatus><LastUpdatedTimestamp>2026-01-01T00:00:00Z</LastUpdatedTimestamp></member>";
}
