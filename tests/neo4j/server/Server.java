// A Neo4j Community server in this process: java -cp 'lib/*' Server.java HOME BOLT_PORT HTTP_PORT AUTH(true|false)
// It tells "ready" when it takes connections, and ends when its standard input does.
import java.nio.file.Path;
import java.time.Duration;
import org.neo4j.configuration.GraphDatabaseInternalSettings;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.connectors.HttpConnector;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.graphdb.config.Setting;

public class Server {
    @SuppressWarnings("unchecked")
    public static void main(String[] given) throws Exception {
        var bolt = new SocketAddress("127.0.0.1", Integer.parseInt(given[1]));
        var http = new SocketAddress("127.0.0.1", Integer.parseInt(given[2]));
        // How long it stands idle, twice, before it ends: seconds in 5.26, a duration since.
        var idle = (Setting<Object>) (Setting<?>) GraphDatabaseInternalSettings.netty_server_shutdown_quiet_period;
        var server = new DatabaseManagementServiceBuilder(Path.of(given[0]))
            .setConfig(BoltConnector.enabled, true)
            .setConfig(BoltConnector.listen_address, bolt)
            .setConfig(BoltConnector.advertised_address, bolt)
            .setConfig(HttpConnector.enabled, true)
            .setConfig(HttpConnector.listen_address, http)
            .setConfig(HttpConnector.advertised_address, http)
            .setConfig(GraphDatabaseSettings.auth_enabled, Boolean.parseBoolean(given[3]))
            .setConfig(idle, idle.defaultValue() instanceof Duration ? Duration.ZERO : (Object) 0)
            .build();
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown));
        System.out.println("ready");
        while (System.in.read() >= 0) { }
        System.exit(0);
    }
}
