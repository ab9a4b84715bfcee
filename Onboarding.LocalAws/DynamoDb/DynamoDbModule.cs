using Microsoft.Extensions.Logging;
using Onboarding.LocalAws.DynamoDb.Persistence;
using Onboarding.LocalAws.DynamoDb.Store;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Modules;

namespace Onboarding.LocalAws.DynamoDb;

/// <summary>DynamoDB: its tables, and the deletion of what has expired.</summary>
internal sealed class DynamoDbModule : ServiceModule
{
    private readonly HostContext _host;
    private TimeToLiveSweeper? _sweeper;

    public DynamoDbModule(HostContext host)
    {
        _host = host;
        Database = host.State.Keep(1, new TableChangeCodec(), log => new Database(host.Time, log));
        Services = [new DynamoDbService(Database, host.Scope, host.Time, host.Random)];
    }

    public Database Database { get; }

    public override IReadOnlyList<IAwsService> Services { get; }

    public override void Start() => _sweeper =
        new TimeToLiveSweeper(Database, _host.Time, _host.Logging.CreateLogger<TimeToLiveSweeper>());

    public override ValueTask ResetAsync()
    {
        Database.Clear();
        return ValueTask.CompletedTask;
    }

    public override ValueTask StopAsync(CancellationToken patience) =>
        _sweeper?.DisposeAsync() ?? ValueTask.CompletedTask;
}
