namespace Onboarding.LocalAws.Tests.Template;

public class TemplateFaultTests
{
    private const string Cors = "Resources:\n  B:\n    Type: AWS::S3::Bucket\n    Properties:\n"
        + "      CorsConfiguration:\n        CorsRules:\n";

    private const string Queue = "Resources:\n  Q:\n    Type: AWS::SQS::Queue\n";

    [Theory]
    [InlineData("", "t.yaml:1:1: The template is empty.")]
    [InlineData("just text", "t.yaml:1:1: A template is a map of sections.")]
    [InlineData("Resources: {}\nRules: {}", "t.yaml:2:1: Section 'Rules' is not supported by Onboarding.LocalAws.")]
    [InlineData("Description: nothing", "t.yaml:1:1: The template has no Resources section.")]
    [InlineData("Resources: {}\nTransform: AWS::Include", "t.yaml:2:12: The only supported Transform is")]
    [InlineData("Resources:\n  Q:\n    Type: AWS::SNS::Subscription",
        "t.yaml:3:11: Resource type 'AWS::SNS::Subscription' is not supported by Onboarding.LocalAws. "
        + "Supported: AWS::Cognito::IdentityPool,")]
    [InlineData(Queue + "    Properties:\n      SqsQueueTier: gold",
        "t.yaml:5:7: AWS::SQS::Queue: property 'SqsQueueTier' is not supported by Onboarding.LocalAws. "
        + "Supported: ContentBasedDeduplication,")]
    [InlineData(Queue + "    Properties: {DelaySeconds: soon}",
        "t.yaml:4:32: AWS::SQS::Queue.DelaySeconds must be a whole number, not 'soon'.")]
    [InlineData(Queue + "    Properties: {DelaySeconds: 901}",
        "t.yaml:4:32: AWS::SQS::Queue.DelaySeconds must be between 0 and 900, not 901.")]
    [InlineData(Queue + "    Properties: {DelaySeconds: [1]}",
        "t.yaml:4:32: AWS::SQS::Queue.DelaySeconds must be a whole number.")]
    [InlineData(Queue + "    Properties: {QueueName: }", "t.yaml:4:29: Null values are not allowed in templates.")]
    [InlineData(Queue + "    Properties: {QueueName: !Ref Nobody}",
        "t.yaml:4:29: 'Nobody' is neither a parameter nor a resource of this template.")]
    [InlineData(Queue + "    Properties: {QueueName: !GetAtt Q2.Arn}",
        "t.yaml:4:29: 'Q2' is not a resource of this template.")]
    [InlineData(Queue + "    Properties: {QueueName: !Base64 x}",
        "t.yaml:4:29: The tag !Base64 is not supported by Onboarding.LocalAws. Supported: !And,")]
    [InlineData(Queue + "    Properties: {QueueName: {'Fn::Cidr': x}}",
        "t.yaml:4:30: Fn::Cidr is not supported by Onboarding.LocalAws.")]
    [InlineData(Queue + "    CreationPolicy: {}", "t.yaml:4:5: Resource 'Q': 'CreationPolicy' is not supported")]
    [InlineData(Queue + "    DependsOn: R", "t.yaml:2:3: 'Q' depends on 'R', which is not a resource.")]
    [InlineData(Queue + "    Condition: C", "t.yaml:4:16: Resource 'Q' names a condition that is not in Conditions")]
    [InlineData(Queue + "  Q:\n    Type: AWS::SQS::Queue", "t.yaml:4:3: 'Q' is given twice.")]
    [InlineData(Queue + "Outputs:\n  O: {Value: !GetAtt Q.Size}",
        "t.yaml:5:14: AWS::SQS::Queue has no attribute 'Size' that Onboarding.LocalAws supports. "
        + "Supported: Arn, QueueName, QueueUrl.")]
    [InlineData(Queue + "Outputs:\n  O: &a {Value: x}", "t.yaml:5:6: YAML anchors and aliases are not supported")]
    [InlineData("!![- !If ", "t.yaml:1:5: Not valid YAML: the text after this place cannot be read")]
    [InlineData(Queue + "Outputs: [", "t.yaml:5:1: Not valid YAML:")]
    [InlineData(Queue + "---\nResources: {}", "t.yaml:4:1: A template is one YAML document")]
    [InlineData("Resources:\n  A: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub '${B.QueueName}'}}\n"
        + "  B: {Type: AWS::SQS::Queue, DependsOn: A}",
        "t.yaml:2:3: Circular dependency between resources: A → B → A.")]
    [InlineData("Resources:\n  A: {Type: AWS::SQS::Queue, Properties: {QueueName: !GetAtt A.QueueName}}",
        "t.yaml:2:3: Circular dependency between resources: A → A.")]
    [InlineData("Conditions:\n  C: !Not [!Condition C]\nResources: {}",
        "t.yaml:2:12: Condition 'C' depends on itself.")]
    [InlineData("Parameters:\n  P: {Type: String}\nResources: {}",
        "t.yaml:2:3: Parameter 'P' has no Default and no value is given for it.")]
    [InlineData("Parameters:\n  P: {Type: Number, Default: 9, MaxValue: 8}\nResources: {}",
        "t.yaml:2:30: Parameter 'P': 9 is above MaxValue 8.")]
    [InlineData("Parameters:\n  P: {Type: String, Default: b, AllowedValues: [a]}\nResources: {}",
        "t.yaml:2:30: Parameter 'P': 'b' is not one of the AllowedValues a.")]
    [InlineData("Parameters:\n  P: {Type: String, Default: ab, AllowedPattern: a}\nResources: {}",
        "t.yaml:2:30: Parameter 'P': 'ab' does not match AllowedPattern a")]
    [InlineData("Parameters:\n  P: {Type: 'AWS::SSM::Parameter::Name'}\nResources: {}",
        "t.yaml:2:13: Parameter type 'AWS::SSM::Parameter::Name' is not supported")]
    [InlineData("Globals:\n  Function: {Policies: []}\nResources: {}",
        "t.yaml:2:14: Globals.Function: property 'Policies' is not supported")]
    [InlineData("Globals:\n  Api: {}\nResources: {}", "t.yaml:2:3: Globals: 'Api' is not supported")]
    [InlineData("Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      Handler: F\n"
        + "      Runtime: provided.al2023\n      CodeUri: out/\n      Events:\n        E: {Type: Kinesis}",
        "t.yaml:9:19: Event type 'Kinesis' is not supported by Onboarding.LocalAws. Supported: Clo")]
    public void Reports(string text, string expected) =>
        Assert.StartsWith(expected, Assert.Single(Templates.Faults(text)), StringComparison.Ordinal);

    [Theory]
    [InlineData("Resources: {}\nTransform: [AWS::Serverless-2016-10-31, Mine]", "t.yaml:2:41: The only supported Tr")]
    [InlineData(Queue + "Conditions: {C: !Equals [[a], a]}", "t.yaml:4:26: Fn::Equals compares texts.")]
    [InlineData(Queue + "Outputs:\n  O: {Value: '{{resolve:ssm:x}}'}", "t.yaml:5:14: Dynamic references")]
    [InlineData(Queue + "Outputs:\n  O: {Value: x, Export: {Name: x}, Type: y}",
        "t.yaml:5:36: Output 'O': 'Type' is not one of Condition, Description, Export, Value.")]
    [InlineData(Queue + "  A: {Type: AWS::Serverless::HttpApi, Properties: {RouteSettings: {GET /: {}}}}",
        "t.yaml:4:68: RouteSettings: no event has the route 'GET /'; there are none.")]
    [InlineData("Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      Handler: F\n"
        + "      Runtime: dotnet10\n      CodeUri: out/\n      Events:\n        E:\n          Type: EventBridgeRule\n"
        + "          Properties: {Pattern: {source: [a]}, Target: {Id: t, Arn: x}}",
        "t.yaml:11:56: Event 'E': Target is a map of Id.")]
    [InlineData("Resources:\n  T: {Type: AWS::SNS::Topic}\n  F:\n    Type: AWS::Serverless::Function\n"
        + "    Properties:\n      Handler: F\n      Runtime: dotnet10\n      CodeUri: out/\n"
        + "      EventInvokeConfig: {DestinationConfig: {OnFailure: {Destination: !Ref T}}}",
        "t.yaml:9:72: A destination in 'sns' is not supported by Onboarding.LocalAws. Supported: events, lambda, sqs")]
    [InlineData("Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      Handler: F\n"
        + "      Runtime: dotnet10\n      CodeUri: out/\n"
        + "      DeadLetterQueue: {Type: SQS, TargetArn: 'arn:aws:sns:x'}",
        "t.yaml:8:47: A destination in 'sns' is not supported by Onboarding.LocalAws. Supported: sqs.")]
    public void Reports_what_would_be_dropped_in_silence(string text, string expected) =>
        Assert.StartsWith(expected, Assert.Single(Templates.Faults(text)), StringComparison.Ordinal);

    [Theory]
    [InlineData("          - {AllowedMethods: [GET]}",
        "t.yaml:7:13: AWS::S3::Bucket.CorsConfiguration.CorsRules needs 'AllowedOrigins'.")]
    [InlineData("          - {AllowedOrigins: ['*'], AllowedMethods: [PATCH]}",
        "t.yaml:7:54: AWS::S3::Bucket.CorsConfiguration.CorsRules.AllowedMethods 'PATCH' is not supported.")]
    [InlineData("          - {AllowedOrigins: ['http://*.*'], AllowedMethods: [GET]}",
        "t.yaml:7:31: 'http://*.*' in AllowedOrigins holds more than one wildcard.")]
    [InlineData("          - {AllowedOrigins: [a], AllowedMethods: [GET], AllowedHeaders: ['**']}",
        "t.yaml:7:75: '**' in AllowedHeaders holds more than one wildcard.")]
    [InlineData("          - {AllowedOrigins: [a], AllowedMethods: [GET], ExposedHeaders: ['*']}",
        "t.yaml:7:75: '*' in ExposedHeaders holds a wildcard, which S3 does not take there.")]
    [InlineData("          []", "t.yaml:7:11: CorsRules holds one to 100 rules.")]
    public void Reports_a_bad_CORS_rule(string rule, string expected) => Assert.StartsWith(
        expected, Assert.Single(Templates.Faults(Cors + rule)), StringComparison.Ordinal);

    [Theory]
    [InlineData("{Path: hello, Method: get}", "Route GET hello: the path 'hello' must start with '/'.")]
    [InlineData("{Path: '/a/{b+}/c', Method: get}", "Route GET /a/{b+}/c: in the path '/a/{b+}/c' the greedy variable")]
    [InlineData("{Path: '/a/x{b}', Method: get}", "Route GET /a/x{b}: in the path '/a/x{b}' a variable must be")]
    [InlineData("{Path: '/{a}/{a}', Method: get}", "Route GET /{a}/{a}: in the path '/{a}/{a}' every variable needs a")]
    [InlineData("{Path: /a, Method: fetch}", "Route FETCH /a: 'FETCH' is not a method of an HTTP API.")]
    [InlineData("{Path: '/u/{x}', Method: POST}", "Route POST /u/{x} is already taken by 'FFirst'.")]
    public void Reports_a_bad_or_doubled_route(string properties, string expected)
    {
        var fault = Assert.Single(Templates.Faults($$"""
            Resources:
              F:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: F
                  Runtime: provided.al2023
                  CodeUri: out/
                  Events:
                    First: {Type: HttpApi, Properties: {Path: '/u/{id}', Method: post} }
                    Second:
                      Type: HttpApi
                      Properties: {{properties}}
            """));
        Assert.StartsWith("t.yaml:10:9: " + expected, fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{EventSourceArn: 'arn:aws:dynamodb:x', FunctionName: f}", "3:57: The event source of a stream needs")]
    [InlineData("{EventSourceArn: 'arn:aws:dynamodb:x', FunctionName: f, StartingPosition: LATEST, DestinationConfig: "
        + "{OnFailure: {Destination: 'arn:aws:sns:x'}}}",
        "3:184: A destination in 'sns' is not supported by Onboarding.LocalAws. Supported: sqs.")]
    [InlineData("{EventSourceArn: 'arn:aws:sqs:x', FunctionName: f, ParallelizationFactor: 2}",
        "3:108: 'ParallelizationFactor' does not apply to a queue.")]
    [InlineData("{EventSourceArn: 'arn:aws:sqs:x', FunctionName: f, FilterCriteria: {Filters: [{Pattern: '{'}]}}",
        "3:145: Pattern: ")]
    [InlineData("{EventSourceArn: 'arn:aws:sqs:x', FunctionName: f, FilterCriteria: {Filters: [{Pattern: '{\"a\":1}'}"
        + "]}}",
        "3:145: Pattern: ")]
    public void Reports_a_bad_event_source(string properties, string expected) => Assert.StartsWith(
        "t.yaml:" + expected,
        Assert.Single(Templates.Faults(
            $"Resources:\n  M:\n    {{Type: AWS::Lambda::EventSourceMapping, Properties: {properties}}}")),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("Auth: {DefaultAuthorizer: A}", "'A' is not one of the API's Authorizers.")]
    [InlineData("Auth: {Authorizers: {A: {}}}", "Authorizer 'A' needs either JwtConfiguration or FunctionArn.")]
    [InlineData("Auth: {Authorizers: {A: {FunctionArn: f}}}", "Authorizer 'A' needs 'AuthorizerPayloadFormatVersion'.")]
    [InlineData("Auth: {Authorizers: {A: {FunctionArn: f, AuthorizerPayloadFormatVersion: 2.0, "
        + "Identity: {ReauthorizeEvery: 60}}}}", "Caching an authorizer's answers needs an identity")]
    [InlineData("Auth: {Authorizers: {A: {FunctionArn: f, AuthorizerPayloadFormatVersion: 2.0, "
        + "Identity: {Context: [domainName]}}}}", "The context variable 'domainName' is not supported")]
    [InlineData("Auth: {Authorizers: {A: {JwtConfiguration: {issuer: i, audience: [a]}, IdentitySource: x}}}",
        "IdentitySource must be $request.header.{name}")]
    [InlineData("CorsConfiguration: {AllowOrigins: ['*'], AllowCredentials: true}", "AllowCredentials cannot be")]
    [InlineData("DefaultRouteSettings: {ThrottlingRateLimit: -1}", "AWS::Serverless::HttpApi.DefaultRouteSettings.")]
    public void Reports_a_bad_API(string property, string expected)
    {
        var text = $"Resources:\n  A: {{Type: AWS::Serverless::HttpApi, Properties: {{{property}}}}}";
        var fault = Assert.Single(Templates.Faults(text));
        Assert.Contains(": " + expected, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_every_fault_at_once_in_the_order_of_the_file()
    {
        var faults = Templates.Faults("""
            Parameters:
              P: {Type: Blob}
            Resources:
              A: {Type: AWS::SQS::Queue, Properties: {Fifo: true, QueueName: !Ref X}}
              B: {Type: AWS::SNS::Subscription}
              C: {Type: AWS::S3::Bucket, Properties: {BucketName: !Ref B, Acl: !Ref P}}
            Outputs:
              O: {}
            """);
        Assert.Equal(
            ["t.yaml:2:13", "t.yaml:4:43", "t.yaml:4:66", "t.yaml:5:13", "t.yaml:6:63", "t.yaml:8:3"],
            faults.Select(fault => fault[..fault.IndexOf(": ", StringComparison.Ordinal)]));
    }

    [Fact]
    public void Reports_a_value_for_a_parameter_that_does_not_exist() => Assert.Equal(
        "t.yaml:1:1: A value is given for parameter 'Nobody', which the template does not declare.",
        Assert.Single(Templates.Faults(Queue, ("Nobody", "1"))));

    [Theory]
    [InlineData("Parameters: {Asked: {Type: String}}\n", null, "host")]
    [InlineData("Parameters: {Asked: {Type: String}}\n", "given", "given")]
    [InlineData("", null, null)]
    public void Knows_what_the_host_says_of_itself_where_it_asks(string parameters, string? given, string? expected)
    {
        var host = new Dictionary<string, string> { ["Asked"] = "host" };
        (string, string)[] values = given is null ? [] : [("Asked", given)];
        var output = expected is null ? "none" : "!Ref Asked";
        var template = Templates.Load(
            $"{parameters}{Queue}Outputs: {{Result: {{Value: {output}}}}}", host, values);
        Assert.Equal(expected ?? "none", template.Values().Resolve(Assert.Single(template.Outputs)));
    }

    [Fact]
    public void Refuses_deep_nesting() =>
        Assert.Contains("deeper than", Templates.Faults(new string('[', 10_000))[0], StringComparison.Ordinal);

    [Fact]
    public void Refuses_a_huge_template() =>
        Assert.Contains("larger than", Templates.Faults(new string('#', 2_000_000))[0], StringComparison.Ordinal);
}
