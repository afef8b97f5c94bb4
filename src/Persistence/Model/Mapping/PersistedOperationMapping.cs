using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KGPlanGraph.Persistence.Model.Mapping;

internal sealed class PersistedOperationMapping : IEntityTypeConfiguration<PersistedOperation>
{
    public void Configure(EntityTypeBuilder<PersistedOperation> builder)
    {
        builder.ToTable("persisted_operations", table => table.HasCheckConstraint("ck_persisted_operations_sha256", "length(sha256) = 64"));
        builder.HasKey(operation => operation.Sha256);
    }
}
