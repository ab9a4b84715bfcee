using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Onboarding.LocalAws.Hosting;

namespace Onboarding.LocalAws.Tests.Setup;

/// <summary>A small application that is not ours: an order is taken, and its stream record sends a mail.</summary>
internal static class OrderStack
{
    public const string Template = """
        Resources:
          Api:
            Type: AWS::Serverless::HttpApi
          Orders:
            Type: AWS::DynamoDB::Table
            Properties:
              BillingMode: PAY_PER_REQUEST
              AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
              KeySchema: [{AttributeName: id, KeyType: HASH}]
              StreamSpecification: {StreamViewType: NEW_IMAGE}
          Sender:
            Type: AWS::SES::EmailIdentity
            Properties: {EmailIdentity: shop@example.com}
          Take:
            Type: AWS::Serverless::Function
            Properties:
              Handler: Take
              Runtime: provided.al2023
              CodeUri: take/
              Environment: {Variables: {TABLE: !Ref Orders}}
              Events:
                Post: {Type: HttpApi, Properties: {ApiId: !Ref Api, Path: /orders, Method: POST}}
          Confirm:
            Type: AWS::Serverless::Function
            Properties:
              Handler: Confirm
              Runtime: provided.al2023
              CodeUri: confirm/
              Events:
                Order:
                  Type: DynamoDB
                  Properties:
                    Stream: !GetAtt Orders.StreamArn
                    StartingPosition: TRIM_HORIZON
                    MaximumRetryAttempts: 0
        Outputs:
          Table: {Value: !Ref Orders}
        """;

    /// <summary>Both functions, of which the first is typed and the second reads bytes.</summary>
    public static void AddCode(FunctionTable functions, LambdaHandler? confirm = null) => functions
        .Add("Take", LambdaRuntime.Json<Request, Response>(TakeAsync))
        .Add("Confirm", confirm ?? ((_, _) => Task.FromResult<Stream>(new MemoryStream("{}"u8.ToArray()))));

    public static Task<LocalAwsHost> StartAsync(
        TemporaryTemplate template, LambdaHandler? confirm = null, Action<LocalAwsSetup>? more = null) =>
        LocalAwsHost.StartAsync(o =>
        {
            o.Template = template.Path;
            AddCode(o.Functions, confirm);
            more?.Invoke(o);
        });

    private static async Task<Response> TakeAsync(Request request, LambdaContext context)
    {
        using var dynamoDb = Client(context.Environment);
        var item = new Dictionary<string, AttributeValue> { ["id"] = new(request.Body) };
        await dynamoDb.PutItemAsync(context.Environment["TABLE"], item, context.Stop);
        return new Response(201, context.AwsRequestId);
    }

    private static AmazonDynamoDBClient Client(IReadOnlyDictionary<string, string> environment) => new(
        new SessionAWSCredentials(
            environment["AWS_ACCESS_KEY_ID"], environment["AWS_SECRET_ACCESS_KEY"], environment["AWS_SESSION_TOKEN"]),
        new AmazonDynamoDBConfig
        {
            ServiceURL = environment["AWS_ENDPOINT_URL"],
            AuthenticationRegion = environment["AWS_REGION"],
        });

    internal sealed record Request(string Body);

    internal sealed record Response(int StatusCode, string Body);
}

/// <summary>The file that a template is read from, gone with the test.</summary>
internal sealed class TemporaryTemplate : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("localaws-test-");

    public TemporaryTemplate(string text = OrderStack.Template) => File.WriteAllText(Path, text);

    public string Folder => _folder.FullName;

    public string Path => System.IO.Path.Combine(Folder, "template.yaml");

    /// <summary>A runtime in bash as a function's executable.</summary>
    /// <returns>Its path.</returns>
    public string AddBootstrap(string folder)
    {
        var path = System.IO.Path.Combine(_folder.CreateSubdirectory(folder).FullName, "bootstrap");
        File.Copy(System.IO.Path.Combine(AppContext.BaseDirectory, "Lambda", "Processes", "bootstrap.sh"), path);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        return path;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
