using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KGPlanGraph.Persistence.Model.Mapping;

internal sealed class IdempotencyKeyMapping : IEntityTypeConfiguration<IdempotencyKey>
{
    public void Configure(EntityTypeBuilder<IdempotencyKey> builder)
    {
        builder.ToTable("idempotency_keys");
        builder.HasKey(key => new { key.Caller, key.Key });
        builder.HasIndex(key => key.CreatedAt);
    }
}

internal sealed class TurnsToldMapping : IEntityTypeConfiguration<TurnsTold>
{
    public void Configure(EntityTypeBuilder<TurnsTold> builder)
    {
        builder.ToTable("turns_told", table => table.HasCheckConstraint("ck_turns_told_id", "id = 1"));
        builder.Property(told => told.Id).ValueGeneratedNever();
        builder.HasData(new TurnsTold());
    }
}

internal sealed class PersistedOperationMapping : IEntityTypeConfiguration<PersistedOperation>
{
    public void Configure(EntityTypeBuilder<PersistedOperation> builder)
    {
        builder.ToTable("persisted_operations", table => table.HasCheckConstraint("ck_persisted_operations_sha256", "length(sha256) = 64"));
        builder.HasKey(operation => operation.Sha256);
    }
}

internal sealed class CalendarKeyMapping : IEntityTypeConfiguration<CalendarKey>
{
    public void Configure(EntityTypeBuilder<CalendarKey> builder)
    {
        builder.ToTable("calendar_keys", table =>
        {
            table.HasCheckConstraint("ck_calendar_keys_hash", "length(hash) = 64");
            table.HasCheckConstraint("ck_calendar_keys_subject_of_feed", "(plan_code IS NULL) <> (agency_code IS NULL)");
        });
        builder.HasIndex(key => key.Hash).IsUnique();
        builder.HasIndex(key => key.Subject);
    }
}

internal sealed class SignInSessionMapping : IEntityTypeConfiguration<SignInSession>
{
    public void Configure(EntityTypeBuilder<SignInSession> builder)
    {
        builder.ToTable("sign_in_sessions", table => table.HasCheckConstraint("ck_sign_in_sessions_hash", "length(hash) = 64"));
        builder.HasKey(session => session.Hash);
        builder.HasIndex(session => session.Subject);
        builder.HasIndex(session => session.ExpiresAt);
    }
}

internal sealed class DataProtectionKeyMapping : IEntityTypeConfiguration<DataProtectionKey>
{
    public void Configure(EntityTypeBuilder<DataProtectionKey> builder)
    {
        builder.ToTable("data_protection_keys");
        builder.HasKey(key => key.Number);
        builder.Property(key => key.Number).ValueGeneratedNever();
    }
}
