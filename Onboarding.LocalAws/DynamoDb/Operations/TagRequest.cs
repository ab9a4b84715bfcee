using Onboarding.LocalAws.DynamoDb.Json;

namespace Onboarding.LocalAws.DynamoDb.Operations;

internal sealed class TagMember
{
    private const int KeyLengthMax = 128;
    private const int ValueLengthMax = 256;

    public static readonly MemberTable<TagMember> Table = new(
        new(
            "Key",
            static (ref reader, ref it) => it.Key = reader.ReadString(),
            static (ref it, ref faults) => faults.RequiredLength(it.Key, "key", 1, KeyLengthMax)),
        new(
            "Value",
            static (ref reader, ref it) => it.Value = reader.ReadString(),
            static (ref it, ref faults) => faults.RequiredLength(it.Value, "value", 0, ValueLengthMax)));

    public string? Key { get; private set; }

    public string? Value { get; private set; }
}

/// <summary>What the operations on tags are asked, as it was read.</summary>
internal struct TagRequest
{
    public string? ResourceArn;
    public List<TagMember>? Tags;
    public List<string>? TagKeys;

    public static readonly Member<TagRequest> ResourceArnRow = new(
        "ResourceArn",
        static (ref reader, ref it) => it.ResourceArn = reader.ReadString(),
        static (ref it, ref faults) => faults.Required(it.ResourceArn, "resourceArn"));

    public static readonly Member<TagRequest> TagsRow = new(
        "Tags",
        static (ref reader, ref it) => it.Tags = TagMember.Table.ReadList(ref reader),
        static (ref it, ref faults) => faults.Required(it.Tags, "tags"));

    public static readonly Member<TagRequest> TagKeysRow = new(
        "TagKeys",
        static (ref reader, ref it) => it.TagKeys = reader.ReadStrings(),
        static (ref it, ref faults) => faults.Required(it.TagKeys, "tagKeys"));
}
