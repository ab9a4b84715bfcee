using Onboarding.LocalAws.HttpApi.Authorizers;
using Onboarding.LocalAws.HttpApi.Throttling;
using Onboarding.LocalAws.Provisioning;
using Onboarding.LocalAws.Tests.Template;

namespace Onboarding.LocalAws.Tests.Provisioning;

public class StackProvisionerTests
{
    private const string Table = """
        Resources:
          T:
            Type: AWS::DynamoDB::Table
            Properties:
              AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
              KeySchema: [{AttributeName: id, KeyType: HASH}]
              StreamSpecification: {StreamViewType: NEW_IMAGE}
              TimeToLiveSpecification: {AttributeName: at, Enabled: true}
          F:
            Type: AWS::Serverless::Function
            Properties:
              Handler: F
              Runtime: provided.al2023
              CodeUri: out/
              Events:
                Stream:
                  Type: DynamoDB
                  Properties: {Stream: !GetAtt T.StreamArn, StartingPosition: LATEST}
        Outputs:
          Stream: {Value: !GetAtt T.StreamArn}
        """;

    [Fact]
    public async Task The_repositorys_template_becomes_a_running_stack()
    {
        await using var aws = await RecordingAws.StartAsync();
        var stack = await aws.DeployAsync(Templates.OnboardingText());
        Assert.Equal("http://queues/dead", stack.Outputs["DeadLetterQueueUrl"]);
        Assert.Equal(
            [
                "GET /me", "GET /registrations/{userId}", "GET /tenants/{tenantId}/users", "PATCH /me",
                "POST /createUser", "POST /login", "POST /register", "POST /tenants/{tenantId}/invitations",
            ],
            aws.Api!.Routes.Select(route => route.RouteKey).Order());
        Assert.Contains(aws.Api.Routes, route => route.FunctionName == "onboarding-RegisterFunction");
        // All but Personalise, which has no endpoint to ask.
        Assert.Equal(17, aws.Functions.Count);
        Assert.False(aws.Functions.ContainsKey("onboarding-PersonaliseFunction"));
        Assert.Equal("ApiKey", aws.Api.Routes.Single(route => route.RouteKey == "POST /register").Authorizer);
        var queue = stack.Resources.Single(resource => resource.LogicalId == "DeadLetterQueue");
        Assert.Equal("http://queues/dead", queue.PhysicalId);
        Assert.Equal("arn:aws:sqs:us-east-1:123456789012:onboarding-DeadLetterQueue", queue.Arn);
        Assert.Equal("api", aws.Calls.Last());
        Assert.DoesNotContain("unsigned", aws.Calls);
    }

    [Fact]
    public async Task A_function_carries_its_environment_and_its_policies()
    {
        await using var aws = await RecordingAws.StartAsync();
        await aws.DeployAsync(Templates.OnboardingText());
        var register = aws.Functions["onboarding-RegisterFunction"];
        Assert.Equal("onboarding-RegisterFunction", register.Name);
        Assert.Equal("Register", register.Handler);
        Assert.Equal(TimeSpan.FromSeconds(10), register.Timeout);
        Assert.Equal(512, register.MemorySizeMegabytes);
        Assert.Equal("onboarding-UsersTable", register.Environment["USERS_TABLE"]);
        Assert.Equal(
            """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
            "Action":["dynamodb:GetItem","dynamodb:PutItem","dynamodb:UpdateItem"],
            "Resource":"arn:aws:dynamodb:us-east-1:123456789012:table/onboarding-UsersTable"},
            {"Effect":"Allow","Action":["dynamodb:GetItem","dynamodb:PutItem"],
            "Resource":"arn:aws:dynamodb:us-east-1:123456789012:table/onboarding-IdentitiesTable"}]}
            """.ReplaceLineEndings(""),
            Assert.Single(register.PolicyDocuments));
    }

    [Fact]
    public async Task An_event_source_mapping_comes_when_all_else_is_there()
    {
        await using var aws = await RecordingAws.StartAsync();
        await aws.DeployAsync("""
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Producer:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: P
                  Runtime: provided.al2023
                  CodeUri: out/
                  Events:
                    Jobs:
                      Type: SQS
                      Properties: {Queue: "arn:aws:sqs:us-east-1:123456789012:jobs"}
              Results:
                Type: AWS::SQS::Queue
              Consumer:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: C
                  Runtime: provided.al2023
                  CodeUri: out/
                  Environment: {Variables: {RESULTS: !Ref Results}}
            """);
        Assert.Equal("mapping ProducerJobs", aws.Calls.Last());
    }

    [Fact]
    public async Task An_event_source_mapping_carries_every_setting()
    {
        await using var aws = await RecordingAws.StartAsync();
        await aws.DeployAsync(Templates.OnboardingText());
        var mapping = aws.Mappings["EnrichFunctionPending"];
        Assert.Equal("onboarding-EnrichFunction", mapping.FunctionName);
        Assert.Equal("arn:stream", mapping.EventSourceArn);
        Assert.Equal("TRIM_HORIZON", mapping.StartingPosition);
        Assert.Equal(10, mapping.ParallelizationFactor);
        Assert.Equal(5, mapping.RetryAttemptsMax);
        Assert.Equal(TimeSpan.FromHours(1), mapping.RecordAgeMax);
        Assert.True(mapping.BisectsBatchOnFunctionError);
        Assert.True(mapping.ReportsBatchItemFailures);
        Assert.True(mapping.IsEnabled);
        Assert.Equal("arn:aws:sqs:us-east-1:123456789012:onboarding-DeadLetterQueue", mapping.OnFailureArn);
        Assert.Contains("pending", Assert.Single(mapping.FilterPatterns), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_API_carries_its_authorizers_limits_and_CORS()
    {
        await using var aws = await RecordingAws.StartAsync();
        await aws.DeployAsync("""
            Resources:
              Api:
                Type: AWS::Serverless::HttpApi
                Properties:
                  DefaultRouteSettings: {ThrottlingRateLimit: 2.5, ThrottlingBurstLimit: 5}
                  CorsConfiguration: {AllowOrigins: [https://a.example], MaxAge: 60}
                  Auth:
                    DefaultAuthorizer: Keys
                    Authorizers:
                      Keys:
                        FunctionArn: !GetAtt F.Arn
                        AuthorizerPayloadFormatVersion: "2.0"
                        EnableSimpleResponses: true
                        Identity: {Headers: [x-api-key], ReauthorizeEvery: 30}
                      Pool:
                        AuthorizationScopes: [read]
                        JwtConfiguration: {issuer: https://i.example, audience: [app]}
              F:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: F
                  Runtime: provided.al2023
                  CodeUri: out/
                  Events:
                    A: {Type: HttpApi, Properties: {ApiId: !Ref Api, Path: /a, Method: get} }
                    B:
                      Type: HttpApi
                      Properties: {ApiId: !Ref Api, Path: /b, Method: get, Auth: {Authorizer: NONE}}
                    C:
                      Type: HttpApi
                      Properties: {ApiId: !Ref Api, Path: /c, Method: get, Auth: {Authorizer: Pool}}
            """);
        var routes = aws.Api!.Routes.ToDictionary(route => route.RouteKey);
        Assert.Equal("Keys", routes["GET /a"].Authorizer);
        Assert.Null(routes["GET /b"].Authorizer);
        Assert.Equal(["read"], routes["GET /c"].Scopes);
        Assert.Equal(new ThrottleDefinition(2.5, 5), routes["GET /a"].Throttle);
        Assert.Equal(60, aws.Api.Cors!.MaxAgeSeconds);
        var keys = Assert.IsType<LambdaAuthorizerDefinition>(aws.Api.Authorizers.Single(a => a.Name == "Keys"));
        Assert.Equal("onboarding-F", keys.FunctionName);
        Assert.Equal(TimeSpan.FromSeconds(30), keys.CacheTime);
        Assert.Equal("x-api-key", Assert.Single(keys.IdentitySources).Name);
        var pool = Assert.IsType<JwtAuthorizerDefinition>(aws.Api.Authorizers.Single(a => a.Name == "Pool"));
        Assert.Equal("Authorization", pool.IdentitySource.Name);
    }

    [Fact]
    public async Task A_table_is_created_awaited_and_given_its_time_to_live()
    {
        var described = 0;
        await using var aws = await RecordingAws.StartAsync((operation, body) => operation switch
        {
            "DynamoDB_20120810.CreateTable" => (200, """{"TableDescription":{"TableStatus":"CREATING"}}"""),
            "DynamoDB_20120810.DescribeTable" when described++ == 0 => (200, """
                {"Table":{"TableStatus":"CREATING"}}
                """),
            _ => RecordingAws.Answer(operation, body),
        });
        var stack = await aws.DeployAsync(Table);
        Assert.Equal("arn:stream", stack.Outputs["Stream"]);
        Assert.Equal("arn:stream", aws.Mappings["FStream"].EventSourceArn);
        Assert.Equal(
            [
                """
                CreateTable {"TableName":"onboarding-T","AttributeDefinitions":[{"AttributeName":"id","AttributeType":
                "S"}],"KeySchema":[{"AttributeName":"id","KeyType":"HASH"}],"StreamSpecification":
                {"StreamEnabled":true,"StreamViewType":"NEW_IMAGE"}}
                """.ReplaceLineEndings(""),
                """DescribeTable {"TableName":"onboarding-T"}""",
                """DescribeTable {"TableName":"onboarding-T"}""",
                """
                UpdateTimeToLive {"TableName":"onboarding-T","TimeToLiveSpecification":
                {"AttributeName":"at","Enabled":true}}
                """.ReplaceLineEndings(""),
            ],
            aws.Calls.Where(call => call.Contains("onboarding-T", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_table_that_a_data_folder_kept_is_taken_over()
    {
        await using var aws = await RecordingAws.StartAsync((operation, body) =>
            operation == "DynamoDB_20120810.CreateTable"
                ? (400, """{"__type":"com.amazonaws.dynamodb.v20120810#ResourceInUseException","message":"exists"}""")
                : RecordingAws.Answer(operation, body));
        var stack = await aws.DeployAsync(Table);
        Assert.Equal("arn:stream", stack.Outputs["Stream"]);
        Assert.DoesNotContain(aws.Calls, call => call.StartsWith("UpdateTimeToLive", StringComparison.Ordinal));
    }

    /// <summary>
    /// UpdateTimeToLive refuses what is so already: "TimeToLive is already disabled".
    /// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTimeToLive.html
    /// </summary>
    [Theory]
    [InlineData("{Enabled: false}")]
    [InlineData("{AttributeName: at, Enabled: false}")]
    [InlineData("{AttributeName: at, Enabled: 'False'}")]
    public async Task A_new_tables_time_to_live_is_off_without_a_call(string specification)
    {
        await using var aws = await RecordingAws.StartAsync();
        await aws.DeployAsync(
            Table.Replace("{AttributeName: at, Enabled: true}", specification, StringComparison.Ordinal));
        Assert.Contains(aws.Calls, call => call.StartsWith("CreateTable", StringComparison.Ordinal));
        Assert.DoesNotContain(aws.Calls, call => call.StartsWith("UpdateTimeToLive", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("KeyType: HASH", "KeyType: RANGE", "its key: id S HASH there, id S RANGE in the template")]
    [InlineData("NEW_IMAGE", "KEYS_ONLY", "its stream: NEW_IMAGE there, KEYS_ONLY in the template")]
    [InlineData(
        "StreamSpecification:",
        "GlobalSecondaryIndexes: [{IndexName: g, KeySchema: [{AttributeName: id, KeyType: HASH}],"
        + " Projection: {ProjectionType: ALL}}]\n      StreamSpecification:",
        "its global indexes: none there, g (id S HASH) ALL in the template")]
    [InlineData(
        "StreamSpecification:",
        "GlobalSecondaryIndexes: [{IndexName: g, KeySchema: [{AttributeName: id, KeyType: HASH}],"
        + " Projection: {NonKeyAttributes: [a]}}]\n      StreamSpecification:",
        "its global indexes: none there, g (id S HASH) (no ProjectionType) a in the template")]
    [InlineData(
        "[{AttributeName: id, KeyType: HASH}]",
        "[{AttributeName: no, KeyType: HASH}]",
        "its key: id S HASH there, no (not in AttributeDefinitions) HASH in the template")]
    [InlineData(
        "{AttributeName: id, AttributeType: S}",
        "{AttributeName: id, AttributeType: S}, {AttributeName: id, AttributeType: N}",
        "its key: id S HASH there, id S/N HASH in the template")]
    public async Task A_table_that_differs_from_the_template_is_named_with_the_difference(
        string from, string to, string difference)
    {
        await using var aws = await RecordingAws.StartAsync((operation, body) =>
            operation == "DynamoDB_20120810.CreateTable"
                ? (400, """{"__type":"com.amazonaws.dynamodb.v20120810#ResourceInUseException","message":"exists"}""")
                : RecordingAws.Answer(operation, body));
        var failure = await Assert.ThrowsAsync<ProvisioningException>(
            () => aws.DeployAsync(Table.Replace(from, to, StringComparison.Ordinal)));
        Assert.Equal(
            "t.yaml:2:3: T (AWS::DynamoDB::Table) was not created: the table is there already and differs in "
            + $"{difference}; delete it or start with another data folder",
            failure.Message);
    }

    [Theory]
    [InlineData("Enabled: true")]
    [InlineData("Enabled: True")]
    [InlineData("Enabled: 'TRUE'")]
    public async Task A_kept_tables_time_to_live_is_left_as_it_is_however_the_template_spells_it(string enabled)
    {
        await using var aws = await RecordingAws.StartAsync((operation, body) =>
            operation == "DynamoDB_20120810.CreateTable"
                ? (400, """{"__type":"com.amazonaws.dynamodb.v20120810#ResourceInUseException","message":"exists"}""")
                : RecordingAws.Answer(operation, body));
        await aws.DeployAsync(Table.Replace("Enabled: true", enabled, StringComparison.Ordinal));
        Assert.DoesNotContain(aws.Calls, call => call.StartsWith("UpdateTimeToLive", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("//example.com:x[")]
    [InlineData("/example.com")]
    public async Task A_bucket_name_that_is_none_goes_to_the_endpoint_which_refuses_it(string name)
    {
        await using var aws = await RecordingAws.StartAsync((operation, body) =>
            operation.StartsWith("PUT /", StringComparison.Ordinal)
                ? (400, "<Error><Code>InvalidBucketName</Code></Error>")
                : RecordingAws.Answer(operation, body));
        var failure = await Assert.ThrowsAsync<ProvisioningException>(() => aws.DeployAsync(
            $"Resources:\n  B: {{Type: AWS::S3::Bucket, Properties: {{BucketName: '{name}'}}}}\n"));
        Assert.Contains("t.yaml:2:3: B (AWS::S3::Bucket) was not created: ", failure.Message, StringComparison.Ordinal);
        Assert.Contains("InvalidBucketName", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_that_only_a_created_value_brings_to_light_stands_beside_the_others()
    {
        await using var aws = await RecordingAws.StartAsync((operation, body) =>
            operation == "PUT /onboarding-b" ? (403, "<Error><Code>AccessDenied</Code></Error>")
                : RecordingAws.Answer(operation, body));
        var failure = await Assert.ThrowsAsync<ProvisioningException>(() => aws.DeployAsync("""
            Resources:
              Pool: {Type: AWS::Cognito::UserPool}
              Q:
                Type: AWS::SQS::Queue
                Properties:
                  QueueName: !Select [1, !Split [".", !GetAtt Pool.Arn]]
              B: {Type: AWS::S3::Bucket, DependsOn: Pool}
            """));
        var lines = failure.Message.Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.Contains("t.yaml:6:18: Fn::Select: index 1 of a list of 1.", lines);
        Assert.Contains("t.yaml:7:3: B (AWS::S3::Bucket) was not created: CreateBucket: 403 AccessDenied "
            + "<Error><Code>AccessDenied</Code></Error>", lines);
    }

    [Fact]
    public async Task A_route_of_an_API_that_the_template_lacks_is_a_fault()
    {
        await using var aws = await RecordingAws.StartAsync();
        var failure = await Assert.ThrowsAsync<ProvisioningException>(() => aws.DeployAsync("""
            Resources:
              F:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: F
                  Runtime: provided.al2023
                  CodeUri: out/
                  Events:
                    A: {Type: HttpApi, Properties: {ApiId: abc123, Path: /a, Method: get}}
            """));
        Assert.Equal(
            "t.yaml:9:9: FA (AWS::Serverless::Function HttpApi event) was not created: "
            + "its ApiId 'abc123' is that of no AWS::Serverless::HttpApi of the template",
            failure.Message);
    }

    [Theory]
    [InlineData("<html>hello</html>")]
    [InlineData("{}")]
    [InlineData("{")]
    public async Task An_endpoint_that_is_not_AWS_is_named(string body)
    {
        await using var aws = await RecordingAws.StartAsync((_, _) => (200, body));
        var failure = await Assert.ThrowsAsync<ProvisioningException>(
            () => aws.DeployAsync("Resources: {P: {Type: AWS::Cognito::UserPool}}"));
        Assert.Equal(
            "t.yaml:1:13: P (AWS::Cognito::UserPool) was not created: ListUserPools: the response has no 'UserPools', "
            + $"which AWS gives: 200 {body}",
            failure.Message);
    }

    [Fact]
    public async Task A_kept_queue_gets_the_templates_attributes_and_kept_names_are_taken_over()
    {
        await using var aws = await RecordingAws.StartAsync((operation, body) => operation switch
        {
            "AmazonSQS.CreateQueue" => (400, """{"__type":"com.amazonaws.sqs#QueueNameExists","message":"exists"}"""),
            "AmazonSQS.GetQueueUrl" => (200, """{"QueueUrl":"http://queues/kept"}"""),
            "PUT /onboarding-b" => (409, "<Error><Code>BucketAlreadyOwnedByYou</Code></Error>"),
            _ => RecordingAws.Answer(operation, body),
        });
        var stack = await aws.DeployAsync("""
            Resources:
              Q: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 9}}
              B: {Type: AWS::S3::Bucket}
            """);
        Assert.Equal("http://queues/kept", stack.Resources.Single(r => r.LogicalId == "Q").PhysicalId);
        const string attributes = """{"QueueUrl":"http://queues/kept","Attributes":{"VisibilityTimeout":"9"}}""";
        Assert.Contains($"SetQueueAttributes {attributes}", aws.Calls);
    }

    [Fact]
    public async Task A_refused_resource_is_named_once_and_its_dependents_stay_away()
    {
        await using var aws = await RecordingAws.StartAsync((operation, body) =>
            operation == "DynamoDB_20120810.CreateTable"
                ? (400, """{"__type":"x#ValidationException","message":"no"}""")
                : RecordingAws.Answer(operation, body));
        var failure =
            await Assert.ThrowsAsync<ProvisioningException>(() => aws.DeployAsync(Table));
        Assert.Equal(
            "t.yaml:2:3: T (AWS::DynamoDB::Table) was not created: CreateTable: 400 ValidationException no",
            failure.Message);
        Assert.Empty(aws.Mappings);
    }

    [Fact]
    public async Task A_queue_gets_its_attributes_as_texts_and_a_bucket_its_lower_case_name()
    {
        await using var aws = await RecordingAws.StartAsync();
        await aws.DeployAsync("""
            Resources:
              Main:
                Type: AWS::SQS::Queue
                Properties:
                  VisibilityTimeout: 60
                  RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 3}
              Dead: {Type: AWS::SQS::Queue}
              DataLake: {Type: AWS::S3::Bucket}
            """);
        Assert.Contains("PUT /onboarding-datalake", aws.Calls);
        var main = aws.Calls.Single(call => call.Contains("onboarding-Main", StringComparison.Ordinal));
        Assert.Contains("\"VisibilityTimeout\":\"60\"", main, StringComparison.Ordinal);
        Assert.Contains("maxReceiveCount\\\":3}", main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bucket_gets_the_CORS_rules_of_the_template_each_time()
    {
        await using var aws = await RecordingAws.StartAsync((_, body) => body.Length == 0
            ? (409, "<Error><Code>BucketAlreadyOwnedByYou</Code></Error>")
            : (200, ""));
        await aws.DeployAsync("""
            Resources:
              B:
                Type: AWS::S3::Bucket
                Properties:
                  CorsConfiguration:
                    CorsRules:
                      - Id: pages
                        AllowedOrigins: ["http://localhost:5173", "https://*.example.com"]
                        AllowedMethods: [GET, PUT]
                        AllowedHeaders: ["*"]
                        ExposedHeaders: [ETag]
                        MaxAge: 3000
            """);
        var call = aws.Calls.Single(c => c.Contains("CORSConfiguration", StringComparison.Ordinal));
        Assert.StartsWith("PUT /onboarding-b ", call, StringComparison.Ordinal);
        Assert.Contains(
            "<CORSRule><ID>pages</ID><AllowedOrigin>http://localhost:5173</AllowedOrigin>"
            + "<AllowedOrigin>https://*.example.com</AllowedOrigin><AllowedMethod>GET</AllowedMethod>"
            + "<AllowedMethod>PUT</AllowedMethod><AllowedHeader>*</AllowedHeader><ExposeHeader>ETag</ExposeHeader>"
            + "<MaxAgeSeconds>3000</MaxAgeSeconds></CORSRule>",
            call,
            StringComparison.Ordinal);
    }
}
