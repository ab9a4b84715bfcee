using Microsoft.AspNetCore.Http;
using Onboarding.LocalAws.Kernel;
using Onboarding.LocalAws.SesV2.Operations;
using Onboarding.LocalAws.SesV2.Store;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.SesV2;

/// <summary>SES v2 (REST-JSON below <c>/v2/email/</c>): mail ends in a mailbox instead of leaving.</summary>
internal sealed class SesV2Service(
    AwsScope scope, TimeProvider time, RandomSource random, Mailbox mailbox, EmailIdentities identities)
    : IAwsService, IResettable
{
    private const string Prefix = "/v2/email/";

    private readonly SendEmail _sendEmail = new(scope, time, random, mailbox, identities);

    public string Name => "SESv2";

    public string SigningName => "ses";

    public string? TargetPrefix => null;

    public IErrorProtocol Errors { get; } = new RestJsonErrorProtocol();

    /// <summary>40 MB of message in base64, and the JSON around it.</summary>
    public int BodySizeBytesMax => 56 * 1024 * 1024;

    public Mailbox Mailbox => mailbox;

    public EmailIdentities Identities => identities;

    public bool Recognises(HttpRequest request) => request.Path.StartsWithSegments("/v2/email");

    public ValueTask HandleAsync(AwsRequest request)
    {
        var path = request.Http.Request.Path.Value ?? "";
        var segments = path.StartsWith(Prefix, StringComparison.Ordinal) ? path[Prefix.Length..].Split('/') : [];
        return (request.Http.Request.Method, segments) switch
        {
            ("POST", ["outbound-emails"]) => Named(request, "SendEmail", _sendEmail.HandleAsync),
            ("POST", ["identities"]) =>
                Named(request, "CreateEmailIdentity", r => CreateEmailIdentity.HandleAsync(r, Identities)),
            ("GET", ["identities"]) =>
                Named(request, "ListEmailIdentities", r => ListEmailIdentities.HandleAsync(r, Identities)),
            ("GET", ["identities", var identity]) =>
                Named(request, "GetEmailIdentity", r => GetEmailIdentity.HandleAsync(r, Identities, identity)),
            ("DELETE", ["identities", var identity]) =>
                Named(request, "DeleteEmailIdentity", r => DeleteEmailIdentity.HandleAsync(r, Identities, identity)),
            ("GET", ["account"]) => Named(request, "GetAccount", r => GetAccount.HandleAsync(r, Mailbox, time)),
            (var method, _) => throw new AwsException(Unsupported.Operation(Name, $"{method} {path}")),
        };
    }

    public void Reset()
    {
        Mailbox.Clear();
        Identities.Clear();
    }

    private ValueTask Named(AwsRequest request, string operation, AwsJsonOperation handle)
    {
        request.NameOperation(Name, operation);
        return handle(request);
    }
}
