using System.Runtime.InteropServices;
using System.Text;
using Onboarding.LocalAws.Wire;
using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.DynamoDb.Json;

/// <summary>Reads the value of the member that the reader stands on.</summary>
internal delegate void MemberReader<T>(ref RequestReader reader, ref T into);

/// <summary>Notes how the member, read or absent, breaks what AWS's model says of it.</summary>
internal delegate void MemberConstraint<T>(ref T read, ref ConstraintFaults faults);

/// <param name="name">As AWS's model has it.</param>
/// <param name="constraint">Null where the model takes any value, and none.</param>
internal sealed class Member<T>(string name, MemberReader<T> read, MemberConstraint<T>? constraint = null)
{
    private readonly byte[] _utf8 = Encoding.UTF8.GetBytes(name);

    public string Name => name;

    public ReadOnlySpan<byte> Utf8 => _utf8;

    public MemberReader<T> Read => read;

    public MemberConstraint<T>? Constraint => constraint;

    /// <summary>The same member where the model demands something of it.</summary>
    public Member<T> With(MemberConstraint<T> demanded) => new(name, read, demanded);
}

/// <summary>
/// The members of one object of a request: their names, how each is read, what the model demands of each. The rows
/// stand in the order in which AWS reports broken constraints.
/// </summary>
/// <remarks>
/// This loop is on the path of every request: names are compared as UTF-8 in place, rows and their functions are made
/// once, and nothing is allocated but what the rows' functions keep.
/// </remarks>
internal sealed class MemberTable<T>(params Member<T>[] rows)
    where T : new()
{
    /// <summary>The object's name in AWS's model, for errors; a request's own table needs none.</summary>
    public string Shape { get; init; } = "";

    public UnsupportedMembers? Refused { get; init; }

    /// <summary>The contract of the operation whose request this table reads.</summary>
    public OperationMembers ToOperationMembers() =>
        new([.. rows.Select(r => r.Name)]) { Refused = Refused?.Names ?? [] };

    /// <summary>Reads a whole request.</summary>
    public DeferredFaults Read(ReadOnlySpan<byte> body, ref T into)
    {
        var reader = new RequestReader(body);
        ReadMembers(ref reader, ref into);
        return reader.Faults;
    }

    /// <returns>False where the object is null.</returns>
    public bool TryReadObject(ref RequestReader reader, ref T into)
    {
        if (!reader.EnterObject(Shape))
        {
            return false;
        }

        ReadMembers(ref reader, ref into);
        return true;
    }

    /// <returns>The default where the object is null.</returns>
    public T? ReadObject(ref RequestReader reader)
    {
        var value = new T();
        return TryReadObject(ref reader, ref value) ? value : default;
    }

    /// <returns>Null where the list is.</returns>
    public List<T>? ReadList(ref RequestReader reader)
    {
        if (!reader.EnterList())
        {
            return null;
        }

        var list = new List<T>();
        while (reader.NextObject())
        {
            var element = new T();
            ReadMembers(ref reader, ref element);
            list.Add(element);
        }

        return list;
    }

    /// <summary>Reads a whole request and checks its members, each by itself.</summary>
    /// <param name="faults">What AWS reports later than the members' constraints.</param>
    /// <exception cref="AwsException">Constraints are broken; the message names all of them.</exception>
    public T ReadAndCheck(ReadOnlySpan<byte> body, out DeferredFaults faults)
    {
        var request = new T();
        faults = Read(body, ref request);
        Check(ref request);
        return request;
    }

    /// <exception cref="AwsException">Constraints are broken; the message names all of them.</exception>
    public void Check(ref T read)
    {
        var faults = default(ConstraintFaults);
        Check(ref read, ref faults);
        faults.ThrowIfAny();
    }

    public void Check(ref T read, ref ConstraintFaults faults)
    {
        foreach (var row in rows)
        {
            row.Constraint?.Invoke(ref read, ref faults);
        }
    }

    /// <param name="member">As the model names it: in front of the paths of its members.</param>
    public void CheckObject(T? read, string member, ref ConstraintFaults faults)
    {
        if (read is not null)
        {
            var outer = faults.Enter($"{member}.");
            Check(ref read, ref faults);
            faults.Leave(outer);
        }
    }

    /// <inheritdoc cref="CheckObject"/>
    public void CheckList(List<T>? list, string member, ref ConstraintFaults faults)
    {
        var index = 0;
        foreach (ref var element in CollectionsMarshal.AsSpan(list))
        {
            var outer = faults.Enter($"{member}.{++index}.member.");
            Check(ref element, ref faults);
            faults.Leave(outer);
        }
    }

    private void ReadMembers(ref RequestReader reader, ref T into)
    {
        while (reader.NextMember())
        {
            if (Find(reader) is { } row)
            {
                row.Read(ref reader, ref into);
            }
            else
            {
                reader.SkipOrRefuse(Refused);
            }
        }
    }

    private Member<T>? Find(in RequestReader reader)
    {
        foreach (var row in rows)
        {
            if (reader.Is(row.Utf8))
            {
                return row;
            }
        }

        return null;
    }
}
