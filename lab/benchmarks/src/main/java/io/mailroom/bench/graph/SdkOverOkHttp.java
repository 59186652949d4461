package io.mailroom.bench.graph;

import static java.util.Objects.requireNonNull;

import com.microsoft.graph.models.BodyType;
import com.microsoft.graph.models.EmailAddress;
import com.microsoft.graph.models.Importance;
import com.microsoft.graph.models.ItemBody;
import com.microsoft.graph.models.Message;
import com.microsoft.graph.models.Recipient;
import com.microsoft.graph.models.SingleValueLegacyExtendedProperty;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.graph.users.item.UserItemRequestBuilder;
import com.microsoft.kiota.RequestHeaders;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;

/** The SDK as its makers ship it, but for what would send a mail twice: no interceptor, no retry, no redirect. */
final class SdkOverOkHttp implements SendingClient {
    private final OkHttpClient http = new OkHttpClient.Builder()
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .followSslRedirects(false)
            .connectionPool(new ConnectionPool(512, 30, TimeUnit.SECONDS))
            .build();
    private final UserItemRequestBuilder user;

    SdkOverOkHttp(URI graph) {
        var client = new GraphServiceClient(
                (request, _) -> request.headers.tryAdd("Authorization", "Bearer " + SampleMail.TOKEN), http);
        client.getRequestAdapter().setBaseUrl(graph.toString());
        user = client.users().byUserId(SampleMail.USER);
    }

    @Override
    public void mail(String key) {
        Message made = requireNonNull(user.messages().post(draft(key), c -> headers(c.headers)));
        String id = requireNonNull(made.getId());
        user.messages().byMessageId(id).send().post(c -> headers(c.headers));
        Message found = requireNonNull(user.messages().byMessageId(id).get(c -> {
            headers(c.headers);
            requireNonNull(c.queryParameters).select = SampleMail.SELECT.split(",");
        }));
        requireNonNull(found.getInternetMessageId());
    }

    private static void headers(RequestHeaders headers) {
        headers.add("Prefer", SampleMail.PREFER);
        headers.add("client-request-id", UUID.randomUUID().toString());
    }

    private static Message draft(String key) {
        var address = new EmailAddress();
        address.setAddress(SampleMail.TO);
        address.setName(SampleMail.TO_NAME);
        var recipient = new Recipient();
        recipient.setEmailAddress(address);
        var body = new ItemBody();
        body.setContentType(BodyType.Html);
        body.setContent(SampleMail.HTML);
        var property = new SingleValueLegacyExtendedProperty();
        property.setId(SampleMail.PROPERTY);
        property.setValue(key);
        var message = new Message();
        message.setSubject(SampleMail.SUBJECT);
        message.setImportance(Importance.Normal);
        message.setBody(body);
        message.setToRecipients(new ArrayList<>(List.of(recipient)));
        message.setSingleValueExtendedProperties(new ArrayList<>(List.of(property)));
        return message;
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
