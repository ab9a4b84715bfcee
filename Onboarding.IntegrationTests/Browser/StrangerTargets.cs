using System.Text.Json;

namespace Onboarding.IntegrationTests.Browser;

/// <summary>Addresses and bodies for stranger.js: all that a foreign page can know.</summary>
internal static class StrangerTargets
{
    public const string Bucket = "stranger";
    public const string Key = "secret.html";

    public const string Image = "dot.gif";

    /// <summary>One white pixel.</summary>
    public const string ImageBase64 = "R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs=";

    /// <summary>An upload of an attacker, for the developer to look at.</summary>
    public const string Uploaded = """
        <!doctype html><title>uploaded</title>
        <form id="form" method="post" action="/_localaws/reset"></form>
        <script>
          document.title = 'ran';
          fetch('/_localaws/mail', { method: 'DELETE' });
          document.getElementById('form').submit();
        </script>
        """;

    private const string Mail = "/v2/email/outbound-emails";
    private const string Functions = "/2015-03-31/functions/onboarding-";

    private static readonly object Content = new
    {
        Simple = new { Subject = new { Data = "Stranger" }, Body = new { Text = new { Data = "Stranger" } } },
    };

    /// <param name="edge">The emulator's address as the page calls it, which is part of what is signed.</param>
    /// <param name="mapping">The id of an event-source mapping.</param>
    public static object Of(BrowserStack stack, string edge, string mapping)
    {
        var invoke = JsonSerializer.Serialize(Event(User("invoked")));
        var mail = JsonSerializer.Serialize(Email("mailed"));
        // A form can send JSON: its one field's name and value stand around an equals sign, a line end follows.
        var (formMail, formUser) = (AsField(Email("formed")), AsField(User("formed")));
        const string scan = "DynamoDB_20120810.Scan";
        var scanBody = JsonSerializer.Serialize(new { TableName = stack.Output("UsersTableName") });
        return new
        {
            invoke = PresignedUrl.Of(edge, "lambda", "POST", Functions + "CreateUserFunction/invocations", invoke),
            invokeBody = invoke,
            mail = PresignedUrl.Of(edge, "ses", "POST", Mail, mail),
            mailBody = mail,
            formMail = PresignedUrl.Of(edge, "ses", "POST", Mail, $"{formMail.Name}={formMail.Value}\r\n"),
            formName = formMail.Name,
            formValue = formMail.Value,
            scan = PresignedUrl.Of(edge, "dynamodb", "POST", "/", scanBody, scan),
            scanTarget = scan,
            scanBody,
            mapping,
            configuration = PresignedUrl.Of(edge, "lambda", "GET", Functions + "EnrichFunction/configuration"),
            next = "/onboarding-RegisterFunction/2018-06-01/runtime/invocation/next",
            image = PresignedUrl.Of(edge, "s3", "GET", $"/{Bucket}/{Image}"),
            @object = PresignedUrl.Of(edge, "s3", "GET", $"/{Bucket}/{Key}"),
            createUserBody = JsonSerializer.Serialize(User("posted")),
            formUserName = formUser.Name,
            formUserValue = formUser.Value,
            signUpBody = JsonSerializer.Serialize(SignUp(stack, "stranger-signup@example.com")),
            keySet = $"/{stack.Output("UserPoolId")}/.well-known/jwks.json",
        };
    }

    public static object SignUp(BrowserStack stack, string email) => new
    {
        ClientId = stack.Output("UserPoolClientId"),
        Username = email,
        Password = "Correct-Horse-9-Battery",
        UserAttributes = new object[]
        {
            new { Name = "email", Value = email },
            new { Name = "name", Value = "Ada Lovelace" },
            new { Name = "custom:firstName", Value = "Ada" },
            new { Name = "custom:lastName", Value = "Lovelace" },
        },
    };

    private static object Email(string name) => new
    {
        FromEmailAddress = "welcome@example.com",
        Destination = new { ToAddresses = new[] { $"stranger-{name}@example.com" } },
        Content,
    };

    private static object User(string name) => new
    {
        username = $"stranger.{name}",
        password = "Correct-Horse-9-Battery",
        email = $"stranger-{name}@example.com",
        name = "Stranger",
        phone = "+442079460000",
    };

    private static object Event(object body) => new
    {
        version = "2.0",
        routeKey = "POST /createUser",
        rawPath = "/createUser",
        rawQueryString = "",
        headers = new Dictionary<string, string> { ["content-type"] = "application/json" },
        requestContext = new
        {
            requestId = "stranger",
            http = new { method = "POST", path = "/createUser", protocol = "HTTP/1.1", sourceIp = "127.0.0.1" },
        },
        body = JsonSerializer.Serialize(body),
        isBase64Encoded = false,
    };

    private static (string Name, string Value) AsField(object body) =>
        ("{\"ignored\":\"", $"\",{JsonSerializer.Serialize(body)[1..]}");
}
