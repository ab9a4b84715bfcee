using Onboarding.Functions.Audit;
using Onboarding.Functions.AuthorizeApiKey;
using Onboarding.Functions.CreateInvitation;
using Onboarding.Functions.CreateUser;
using Onboarding.Functions.DataLake;
using Onboarding.Functions.Enrich;
using Onboarding.Functions.GetMe;
using Onboarding.Functions.GetRegistration;
using Onboarding.Functions.Hosting;
using Onboarding.Functions.ListTenantUsers;
using Onboarding.Functions.Login;
using Onboarding.Functions.MailFeedback;
using Onboarding.Functions.Personalise;
using Onboarding.Functions.PostConfirmation;
using Onboarding.Functions.Provision;
using Onboarding.Functions.Register;
using Onboarding.Functions.Settings;
using Onboarding.Functions.Sweep;
using Onboarding.Functions.SyncProfile;
using Onboarding.Functions.UpdateMe;

namespace Onboarding.Functions;

/// <summary>
/// Every function of the template: its <c>_HANDLER</c>, which the template's <c>Handler</c> property sets, and what
/// makes it. The name is also that of the function's folder.
/// </summary>
internal static class HandlerTable
{
    private static readonly Dictionary<string, Func<FunctionServices, IEventReader>> Handlers =
        new(StringComparer.Ordinal)
        {
            ["Register"] = RegisterFunction.Create,
            ["GetRegistration"] = GetRegistrationFunction.Create,
            ["Enrich"] = EnrichFunction.Create,
            ["Provision"] = ProvisionFunction.Create,
            ["AuthorizeApiKey"] = AuthorizeApiKeyFunction.Create,
            ["PostConfirmation"] = PostConfirmationFunction.Create,
            ["CreateUser"] = CreateUserFunction.Create,
            ["Login"] = LoginFunction.Create,
            ["GetMe"] = GetMeFunction.Create,
            ["UpdateMe"] = UpdateMeFunction.Create,
            ["CreateInvitation"] = CreateInvitationFunction.Create,
            ["ListTenantUsers"] = ListTenantUsersFunction.Create,
            ["SyncProfile"] = SyncProfileFunction.Create,
            ["Audit"] = AuditFunction.Create,
            ["DataLake"] = DataLakeFunction.Create,
            ["Personalise"] = PersonaliseFunction.Create,
            ["MailFeedback"] = MailFeedbackFunction.Create,
            ["Sweep"] = SweepFunction.Create,
        };

    public static IEnumerable<string> Names => Handlers.Keys;

    /// <exception cref="InvalidSettingsException">
    /// <c>_HANDLER</c> is unknown or a setting is missing; the message names every fault.
    /// </exception>
    public static IEventReader Create(FunctionServices services)
    {
        var name = services.Settings.Required("_HANDLER");
        if (!Handlers.TryGetValue(name, out var create))
        {
            if (name.Length > 0)
            {
                services.Settings.AddFault($"_HANDLER is '{name}'; known are {string.Join(", ", Handlers.Keys)}.");
            }

            services.Settings.ThrowIfFaulty();
        }

        var reader = create!(services);
        services.Settings.ThrowIfFaulty();
        return reader;
    }
}
