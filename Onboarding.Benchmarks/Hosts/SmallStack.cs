namespace Onboarding.Benchmarks.Hosts;

/// <summary>A small application as others have it: an HTTP API, a table with its stream, two functions.</summary>
internal sealed class SmallStack : IDisposable
{
    private const string Text = """
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
          Take:
            Type: AWS::Serverless::Function
            Properties:
              Handler: Take
              Runtime: provided.al2023
              CodeUri: out/
              Events:
                Post: {Type: HttpApi, Properties: {ApiId: !Ref Api, Path: /orders, Method: POST}}
          Confirm:
            Type: AWS::Serverless::Function
            Properties:
              Handler: Confirm
              Runtime: provided.al2023
              CodeUri: out/
              Events:
                Order:
                  Type: DynamoDB
                  Properties: {Stream: !GetAtt Orders.StreamArn, StartingPosition: TRIM_HORIZON}
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onboarding-benchmark-");

    public SmallStack() => File.WriteAllText(Template, Text);

    /// <summary>The template's file.</summary>
    public string Template => Path.Combine(_folder.FullName, "template.yaml");

    public void Dispose() => _folder.Delete(recursive: true);
}
