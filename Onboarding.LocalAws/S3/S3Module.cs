using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.Kernel.Journal;
using Onboarding.LocalAws.S3.Contents;
using Onboarding.LocalAws.S3.Forms;
using Onboarding.LocalAws.S3.Persistence;
using Onboarding.LocalAws.S3.Store;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Modules;
using Onboarding.LocalAws.Wire.Protocols;

namespace Onboarding.LocalAws.S3;

/// <summary>S3: buckets with their objects, and the files of those that are large.</summary>
internal sealed class S3Module : ServiceModule
{
    /// <param name="bucketCountMax">The account's quota.</param>
    /// <param name="verifies">Whether signatures are verified.</param>
    public S3Module(HostContext host, int bucketCountMax, bool verifies)
    {
        var logger = host.Logging.CreateLogger<ContentFolder>();
        Contents = host.DataFolder is { } data
            ? ContentFolder.Below(data, host.State.Durability, host.Random, logger)
            : ContentFolder.Temporary(host.Random, logger);
        Store = host.State.Keep(2, new S3ChangeCodec(), log => new S3Store(log, bucketCountMax, Contents.Drop));
        var errors = new RestXmlErrorProtocol();
        var forms = new PostObject(new FormSigner(host.Credentials, host.Scope, errors, verifies));
        Services = [new S3Service(host.Scope, host.Time, host.Random, Store, Contents, errors, forms)];
    }

    public S3Store Store { get; }

    public ContentFolder Contents { get; }

    public override IReadOnlyList<IAwsService> Services { get; }

    /// <summary>Fits the files to the state.</summary>
    /// <exception cref="JournalException">An object has lost its file.</exception>
    public override void Start()
    {
        if (Contents.IsDurable)
        {
            Contents.Recover(Store.Files());
        }
    }

    public override ValueTask ResetAsync()
    {
        Store.Clear();
        return Contents.SweepAsync();
    }

    protected override void Release() => Contents.Dispose();
}
