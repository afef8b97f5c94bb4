using KGPlanGraph.Api.Startup;
using Microsoft.Extensions.Configuration;

namespace KGPlanGraph.Tests.Api.Startup;

public sealed class ListenAddressTests
{
    [Theory]
    [InlineData("http://localhost:5080/", "urls=http://localhost:5080")]
    [InlineData("http://10.0.0.7/", "urls=http://10.0.0.7:80")]
    [InlineData("http://localhost:8080/", "http_ports=8080")]
    [InlineData("http://localhost:8080/", "http_ports=8080;8081", "https_ports=8443")]
    [InlineData("https://localhost:8443/", "https_ports=8443")]
    [InlineData("http://localhost:5000/", "urls=http://0.0.0.0:5000", "http_ports=8080")]
    [InlineData("http://localhost/", "urls=https://*:443;http://+:80")]
    [InlineData("http://localhost:7000/", "Kestrel:Endpoints:Http:Url=http://[::]:7000", "urls=http://localhost:5080")]
    public void It_is_where_the_server_of_these_settings_listens(string expected, params string[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => setting.Split('=')).Select(setting => KeyValuePair.Create(setting[0], (string?)setting[1])))
            .Build();

        Assert.Equal(expected, ListenAddress.Of(configuration).ToString());
    }
}
