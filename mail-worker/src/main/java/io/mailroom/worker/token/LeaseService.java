package io.mailroom.worker.token;

import io.mailroom.model.lease.LeaseRequest;

/** auth-service as a worker sees it. */
public interface LeaseService {
    /** Blocks; never throws. */
    TokenAnswer lease(LeaseRequest request);
}
