using Onboarding.LocalAws.DynamoDb.Json;
using Onboarding.LocalAws.DynamoDb.Store;
using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.DynamoDb.Operations;

/// <summary>What CreateTable and UpdateTable are asked, as it was read.</summary>
internal sealed class TableRequest
{
    private string? _billingModeText;
    private string? _tableClass;

    public string? TableName { get; private set; }

    public List<AttributeDefinitionMember>? AttributeDefinitions { get; private set; }

    public List<KeySchemaMember>? KeySchema { get; private set; }

    public List<IndexMember>? Local { get; private set; }

    public List<IndexMember>? Global { get; private set; }

    public List<IndexUpdate>? IndexUpdates { get; private set; }

    /// <summary>Known once the constraints are checked.</summary>
    public BillingMode? BillingMode { get; private set; }

    public ThroughputMember? Throughput { get; private set; }

    public StreamMember? Stream { get; private set; }

    public List<TagMember>? Tags { get; private set; }

    public bool? IsProtected { get; private set; }

    /// <summary>Whether there is a setting to change besides the indexes.</summary>
    public bool HasSetting =>
        Throughput is not null || BillingMode is not null || Stream is not null || IsProtected is not null
        || _tableClass is not null;

    public static MemberTable<TableRequest> CreateTable(UnsupportedMembers refused) => new(
    [
        AttributeDefinitionRow(isRequired: true),
        .. BillingRows(),
        new(
            "KeySchema",
            static (ref reader, ref it) => it.KeySchema = KeySchemaMember.ReadList(ref reader),
            static (ref it, ref faults) => KeySchemaMember.CheckList(it.KeySchema, ref faults)),
        new(
            "LocalSecondaryIndexes",
            static (ref reader, ref it) => it.Local = IndexMember.Table.ReadList(ref reader),
            static (ref it, ref faults) => IndexMember.Table.CheckList(it.Local, "localSecondaryIndexes", ref faults)),
        new(
            "GlobalSecondaryIndexes",
            static (ref reader, ref it) => it.Global = IndexMember.Table.ReadList(ref reader),
            static (ref it, ref faults) =>
                IndexMember.Table.CheckList(it.Global, "globalSecondaryIndexes", ref faults)),
        .. SettingRows("CreateTable"),
        new("Tags", static (ref reader, ref it) => it.Tags = TagMember.Table.ReadList(ref reader)),
    ])
    {
        Refused = refused,
    };

    public static MemberTable<TableRequest> UpdateTable(UnsupportedMembers refused) => new(
    [
        AttributeDefinitionRow(isRequired: false),
        .. BillingRows(),
        new(
            "GlobalSecondaryIndexUpdates",
            static (ref reader, ref it) => it.IndexUpdates = IndexUpdate.Table.ReadList(ref reader),
            static (ref it, ref faults) =>
                IndexUpdate.Table.CheckList(it.IndexUpdates, "globalSecondaryIndexUpdates", ref faults)),
        .. SettingRows("UpdateTable"),
    ])
    {
        Refused = refused,
    };

    /// <summary>Settings that have one value here: any other is refused.</summary>
    public void RejectUnsupported(string operation)
    {
        if (_tableClass is not (null or "STANDARD"))
        {
            throw new AwsException(Unsupported.Feature("DynamoDB", operation, $"TableClass {_tableClass}"));
        }
    }

    private static Member<TableRequest> AttributeDefinitionRow(bool isRequired) => new(
        "AttributeDefinitions",
        static (ref reader, ref it) =>
            it.AttributeDefinitions = AttributeDefinitionMember.Table.ReadList(ref reader),
        (ref it, ref faults) =>
        {
            if (isRequired)
            {
                faults.Required(it.AttributeDefinitions, "attributeDefinitions");
            }

            AttributeDefinitionMember.Table.CheckList(it.AttributeDefinitions, "attributeDefinitions", ref faults);
        });

    private static Member<TableRequest>[] BillingRows() =>
    [
        new(
            "BillingMode",
            static (ref reader, ref it) => it._billingModeText = reader.ReadString(),
            static (ref it, ref faults) => it.BillingMode = faults.Enum<BillingMode>(
                it._billingModeText, "billingMode", "PROVISIONED, PAY_PER_REQUEST")),
        new(
            "ProvisionedThroughput",
            static (ref reader, ref it) => it.Throughput = ThroughputMember.Table.ReadObject(ref reader),
            static (ref it, ref faults) =>
                ThroughputMember.Table.CheckObject(it.Throughput, "provisionedThroughput", ref faults)),
    ];

    private static Member<TableRequest>[] SettingRows(string operation) =>
    [
        new("TableName", static (ref reader, ref it) => it.TableName = reader.ReadString()),
        new(
            "StreamSpecification",
            static (ref reader, ref it) => it.Stream = StreamMember.Table.ReadObject(ref reader),
            static (ref it, ref faults) =>
                StreamMember.Table.CheckObject(it.Stream, "streamSpecification", ref faults)),
        new("SSESpecification", (ref reader, ref _) => EncryptionMember.RejectKey(ref reader, operation)),
        new("TableClass", static (ref reader, ref it) => it._tableClass = reader.ReadString()),
        new("DeletionProtectionEnabled", static (ref reader, ref it) => it.IsProtected = reader.ReadBoolean()),
    ];

    private struct EncryptionMember
    {
        private static readonly MemberTable<EncryptionMember> Table = new(
            new Member<EncryptionMember>(
                "Enabled", static (ref reader, ref it) => it._isEnabled = reader.ReadBoolean()))
        {
            Shape = "SSESpecification",
        };

        private bool? _isEnabled;

        /// <summary>Nothing is encrypted here, so a key of the caller's own is refused.</summary>
        public static void RejectKey(ref RequestReader reader, string operation)
        {
            if (Table.ReadObject(ref reader)._isEnabled == true)
            {
                throw new AwsException(Unsupported.Feature("DynamoDB", operation, "SSESpecification with a KMS key"));
            }
        }
    }
}
