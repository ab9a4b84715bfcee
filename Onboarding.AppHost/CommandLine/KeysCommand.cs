using System.CommandLine;
using System.Globalization;
using Onboarding.AppHost.Endpoints;
using Onboarding.AppHost.Keys;
using Onboarding.Functions.AuthorizeApiKey;
using Onboarding.Functions.Randomness;
using Onboarding.LocalAws.Hosting;

namespace Onboarding.AppHost.CommandLine;

/// <summary>
/// <c>keys create|list|revoke</c>: administers the API keys of a running stack or of AWS. A key goes to standard output
/// alone and only when it is created, so that <c>KEY=$(… keys create --name web)</c> holds it and no list ever does;
/// <c>dotnet run</c> adds a line of its own there, unless told <c>--no-launch-profile</c>.
/// </summary>
internal sealed class KeysCommand
{
    private const int RateMax = 10_000;
    private const int NameLengthMax = 100;

    private const string DefaultTable = "onboarding-ApiKeysTable";

    private readonly Option<string?> _table = new("--table")
    {
        Description = "The table of keys, the stack's output ApiKeysTableName. Without it: what the running host says, "
            + $"else {DefaultTable}.",
        Recursive = true,
    };

    private readonly StackOption _stack;

    private KeysCommand(Command command)
    {
        _stack = new StackOption(command, "DYNAMODB");
        command.Add(_table);
        command.Add(CreateKey());
        command.Add(ListKeys());
        command.Add(RevokeKey());
    }

    public static Command Create()
    {
        var command = new Command("keys", "Creates, lists and revokes the API keys of POST /register.");
        _ = new KeysCommand(command);
        return command;
    }

    private Command CreateKey()
    {
        var name = new Option<string>("--name") { Description = "Whose key it is.", Required = true };
        name.Validators.Add(option =>
        {
            var text = option.GetValueOrDefault<string>() ?? "";
            if (string.IsNullOrWhiteSpace(text) || text.Length > NameLengthMax || text.Any(char.IsControl))
            {
                option.AddError($"--name must have 1 to {NameLengthMax} characters, none of them a control character.");
            }
        });
        var rate = Limit("--rate", "Requests per second.", 10);
        var burst = Limit("--burst", "Requests at once; without it twice the rate.", standard: null);
        var create = new Command("create", "Creates a key and shows it, this once.") { name, rate, burst };
        create.SetAction(async (parsed, stop) =>
        {
            var perSecond = parsed.GetRequiredValue(rate)!.Value;
            var limit = new RateLimit(perSecond, parsed.GetValue(burst) ?? 2 * perSecond);
            var key = ApiKey.Mint(RandomSource.System);
            var target = await TargetAsync(parsed, stop);
            var record = await target.UseAsync(
                table => table.CreateAsync(key, parsed.GetRequiredValue(name), limit, stop));
            await Console.Out.WriteLineAsync(key.Text);
            await Console.Error.WriteLineAsync(
                $"Key {record.KeyId} of '{record.Name}': {Describe(limit)}. It is not shown again.");
            return 0;
        });
        return create;
    }

    private Command ListKeys()
    {
        var list = new Command("list", "Lists every key: its id, never its secret.");
        list.SetAction(async (parsed, stop) =>
        {
            var target = await TargetAsync(parsed, stop);
            var keys = await target.UseAsync(table => table.ListAsync(stop));
            await Console.Out.WriteLineAsync($"{"ID",-12}  {"CREATED",-24}  {"REVOKED",-24}  {"LIMIT",-34}  NAME");
            foreach (var key in keys)
            {
                await Console.Out.WriteLineAsync(
                    $"{key.KeyId,-12}  {key.CreatedAt,-24}  {key.RevokedAt ?? "-",-24}  {Describe(key.RateLimit),-34}  "
                    + key.Name);
            }

            return 0;
        });
        return list;
    }

    private Command RevokeKey()
    {
        var id = new Argument<string>("id") { Description = "The key's id, or the whole key." };
        var revoke = new Command("revoke", "Ends a key for good.") { id };
        revoke.SetAction(async (parsed, stop) =>
        {
            var given = parsed.GetRequiredValue(id);
            // A leaked key may be revoked by its full text; messages name its id alone, so that no log has the secret.
            var keyId = ApiKey.TryParse(given, out var key) ? key.KeyId : given;
            var target = await TargetAsync(parsed, stop);
            var record = await target.UseAsync(table => table.RevokeAsync(keyId, stop))
                ?? throw new LocalAwsException(
                    $"there is no key '{keyId}' in '{target.Table}' at {target.Endpoint.Address}");
            await Console.Out.WriteLineAsync(
                $"Key {record.KeyId} of '{record.Name}' is revoked since {record.RevokedAt}; "
                + "where it was used just now it works for up to 10 seconds more.");
            return 0;
        });
        return revoke;
    }

    private static Option<int?> Limit(string name, string description, int? standard)
    {
        var option = new Option<int?>(name) { Description = description, DefaultValueFactory = _ => standard };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1 or > RateMax)
            {
                result.AddError($"{name} must be between 1 and {RateMax}.");
            }
        });
        return option;
    }

    private static string Describe(RateLimit? limit) => limit is null
        ? "no limit"
        : string.Create(CultureInfo.InvariantCulture, $"{limit.PerSecond} a second, bursts of {limit.Burst}");

    private async Task<KeyTarget> TargetAsync(ParseResult parsed, CancellationToken stop)
    {
        var stack = await _stack.FindAsync(parsed, stop);
        return new KeyTarget(
            stack.Endpoint,
            parsed.GetValue(_table)
                ?? StackOutput.Find("ApiKeysTableName")
                ?? stack.Output("ApiKeysTableName")
                ?? DefaultTable);
    }
}
