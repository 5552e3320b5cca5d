// A Neo4j Community server in this process: java -cp 'lib/*' Server.java HOME BOLT_PORT HTTP_PORT AUTH(true|false)
// It tells "ready" when it takes connections, and ends when its standard input does.
import java.nio.file.Path;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.connectors.HttpConnector;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;

public class Server {
    public static void main(String[] given) throws Exception {
        var bolt = new SocketAddress("127.0.0.1", Integer.parseInt(given[1]));
        var http = new SocketAddress("127.0.0.1", Integer.parseInt(given[2]));
        var server = new DatabaseManagementServiceBuilder(Path.of(given[0]))
            .setConfig(BoltConnector.enabled, true)
            .setConfig(BoltConnector.listen_address, bolt)
            .setConfig(BoltConnector.advertised_address, bolt)
            .setConfig(HttpConnector.enabled, true)
            .setConfig(HttpConnector.listen_address, http)
            .setConfig(HttpConnector.advertised_address, http)
            .setConfig(GraphDatabaseSettings.auth_enabled, Boolean.parseBoolean(given[3]))
            .build();
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown));
        System.out.println("ready");
        while (System.in.read() >= 0) { }
        System.exit(0);
    }
}
