using Amazon.Runtime;
using Amazon.SimpleEmailV2;
using Amazon.SimpleEmailV2.Model;
using Onboarding.Functions.Streams;
using Onboarding.Functions.Users;

namespace Onboarding.Functions.Provision;

/// <summary>
/// Sends the welcome mail once.
///
/// <para>Goal: no second mail when a record is delivered again after success; no lost mail when the function fails
/// before SES has accepted it. SES has no idempotency token, so the ledger decides who may send:</para>
/// <list type="number">
/// <item>Claim the step for a lease. One wins; the others wait for the end of the lease and look again.</item>
/// <item>Send, once: the client repeats nothing (AwsClients), and gives up well before the lease is over.</item>
/// <item>SES refused, or was never reached: nothing was sent. Release the claim and fail the step.</item>
/// <item>SES accepted: record the step and the completion in one update.</item>
/// </list>
///
/// <para>What remains is the gap between SES's acceptance and our record: a crash there, or an answer that is lost on
/// its way, leaves a claim that may or may not have been used. Either choice is wrong sometimes. After the
/// lease the mail is sent (again): <b>at least once</b>, since a second welcome is a blemish and a missing one is a
/// person who waits. The lease is longer than a send can take and shorter than the function's timeout, so no two
/// senders overlap and the next delivery can wait it out.</para>
///
/// <para>A user whose mail bounced, or who complained about it, is not mailed again (MailFeedback) and is completed
/// without. The claim reads that together with the step, so that the bounce of a mail whose sender crashed before it
/// noted the mail is not overlooked.</para>
///
/// <para>Clocks: the holder of a claim measures its lease with a monotonic clock. A delivery that finds a claim never
/// waits longer than a lease, and then takes that very claim, even where its stamp lies in the future: the holder's
/// clock may have been days ahead.</para>
/// </summary>
internal sealed class WelcomeMail(
    IAmazonSimpleEmailServiceV2 email, StepLedger ledger, ProvisionSettings settings, TimeProvider time)
{
    private const int ClaimAttemptsMax = 3;

    /// <summary>What the mail says to users of a segment (Personalise).</summary>
    private static readonly Dictionary<string, string> Hints = new(StringComparer.Ordinal)
    {
        ["explorer"] = "Have a look around: nothing that you try out here can break anything.",
        ["builder"] = "The API is documented: your first call is a minute away.",
        ["organiser"] = "Invite the people you work with: they will find what you have set up.",
        ["analyst"] = "Every change is in the audit trail, from today on.",
    };

    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    // Sending stops this long before the lease does, for clocks that differ and bytes on their way.
    private static readonly TimeSpan LeaseMargin = TimeSpan.FromSeconds(1);

    /// <summary>True when this delivery completed the user; false when another one had.</summary>
    /// <param name="made">What this delivery made before.</param>
    /// <exception cref="WelcomeMailNotSentException">Nothing was sent, and our claim is released.</exception>
    public async Task<bool> SendAsync(UserItem user, IReadOnlyList<MadeStep> made, RecordContext context)
    {
        var userId = user.UserId!;
        if (await TakeAsync(userId, made, context) is not { } taken)
        {
            return false;
        }

        var messageId = taken.MayBeMailed ? await SendClaimedAsync(user, taken, context) : null;
        // The mail is out: even a deadline that strikes now must not keep us from noting it.
        return await ledger.CompleteAsync(user, Step.WelcomeMail, messageId, context.Undisturbed());
    }

    /// <summary>Null when the user is not processing any more.</summary>
    private async Task<Taken?> TakeAsync(string userId, IReadOnlyList<MadeStep> made, RecordContext context)
    {
        StepClaim? waitedOut = null;
        for (var attempt = 0; attempt < ClaimAttemptsMax; attempt++)
        {
            // Read before the claim is written, which may take a while: never later than what the ledger says.
            var takenAt = time.GetTimestamp();
            if (await ledger.ClaimAsync(userId, Step.WelcomeMail, made, Lease, waitedOut, context) is { } claimed)
            {
                return new Taken(takenAt, claimed.Segment, MayBeMailed: claimed.Mail is null);
            }

            var current = await ledger.ReadAsync(userId, context.Stop);
            if (current is not { Status: UserStatus.Processing })
            {
                return null;
            }

            waitedOut = StepClaim.Read(current.Steps.GetValueOrDefault(Step.WelcomeMail));
            var left = waitedOut?.TimeLeft(time.GetUtcNow(), Lease) ?? TimeSpan.Zero;
            if (left > TimeSpan.Zero)
            {
                await Task.Delay(left, time, context.Stop);
            }
        }

        throw new InvalidOperationException("The welcome mail is claimed by another delivery.");
    }

    private async Task<string> SendClaimedAsync(UserItem user, Taken taken, RecordContext context)
    {
        var left = Lease - LeaseMargin - time.GetElapsedTime(taken.At);
        if (left <= TimeSpan.Zero)
        {
            await ledger.ReleaseAsync(user.UserId!, Step.WelcomeMail, context.Undisturbed());
            throw new WelcomeMailNotSentException("LeaseOver", "Claiming the welcome mail took longer than its lease.");
        }

        using var lease = new CancellationTokenSource(left, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(lease.Token, context.Stop);
        try
        {
            var response = await email.SendEmailAsync(Compose(user, taken.Segment, context.Traceparent), either.Token);
            return response.MessageId ?? "";
        }
        catch (AmazonServiceException refusal) when ((int)refusal.StatusCode is >= 400 and < 500)
        {
            await ledger.ReleaseAsync(user.UserId!, Step.WelcomeMail, context.Undisturbed());
            throw new WelcomeMailNotSentException(
                refusal.ErrorCode, $"SES refused the welcome mail: {refusal.ErrorCode} (request {refusal.RequestId}).");
        }
        catch (Exception exception) when (NeverReached(exception))
        {
            await ledger.ReleaseAsync(user.UserId!, Step.WelcomeMail, context.Undisturbed());
            throw;
        }
    }

    private static bool NeverReached(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is HttpRequestException
                {
                    HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
                    or HttpRequestError.SecureConnectionError,
                })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A segment that has no words here changes nothing.</summary>
    private static string TextOf(UserItem user, string? segment)
    {
        var hint = segment is not null && Hints.TryGetValue(segment, out var words) ? $"\n{words}\n" : "";
        return $"Hello {user.Name},\n\nyour account is ready.\n{hint}\nYour user id: {user.UserId}\n";
    }

    private SendEmailRequest Compose(UserItem user, string? segment, string? traceparent) => new()
    {
        FromEmailAddress = settings.MailFrom,
        ConfigurationSetName = settings.MailConfigurationSet,
        Destination = new Destination { ToAddresses = [user.Email!] },
        Content = new EmailContent
        {
            Simple = new Message
            {
                // No user input in a header line.
                Subject = new Content { Data = "Welcome", Charset = "UTF-8" },
                Body = new Body
                {
                    Text = new Content
                    {
                        Data = TextOf(user, segment),
                        Charset = "UTF-8",
                    },
                },
            },
        },
        EmailTags = Tags(user.UserId!, traceparent),
    };

    /// <summary>They come back with what SES says of the mail.</summary>
    private static List<MessageTag> Tags(string userId, string? traceparent)
    {
        List<MessageTag> tags = [new MessageTag { Name = "userId", Value = userId }];
        if (traceparent is not null)
        {
            tags.Add(new MessageTag { Name = "traceparent", Value = traceparent });
        }

        return tags;
    }

    /// <param name="At">The monotonic time at which our claim began.</param>
    /// <param name="Segment">What a model takes the user for, if it was there by then: nothing waits for it.</param>
    private sealed record Taken(long At, string? Segment, bool MayBeMailed);
}
