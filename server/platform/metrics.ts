import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** Latencies from a millisecond to half a minute. */
const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** What `/metrics` shows. All durations are in seconds. */
export interface Metrics {
  registry: Registry;
  /** By `operation` (its id, or the path of a raw route) and `status`. */
  httpRequests: Histogram<"operation" | "status">;
  /** From the stored webhook to its messages in the database. */
  ingestLatency: Histogram<"channel">;
  /** From the stored message to the provider's answer; `outcome` is `sent` or a channel error's kind. */
  deliveryLatency: Histogram<"channel" | "outcome">;
  /** From the time a job may run to its start. */
  jobLag: Histogram<"pool">;
  /** By job name; `outcome` is `done` or `failed`. */
  jobDuration: Histogram<"job" | "outcome">;
  /** Jobs waiting, running or given up, read from the queue when somebody asks. */
  queueDepth: Gauge<"state">;
  /** Age of the job that has waited longest. */
  queueLag: Gauge;
  sockets: Gauge;
  /** Connections to our database by state; all processes together. */
  databaseConnections: Gauge<"state">;
  /** Webhooks for inboxes nobody knows: answered 200, kept nowhere. */
  unknownInbox: Counter<"channel">;
  /** Webhooks by what became of them: `stored`, `refused`. */
  webhooks: Counter<"channel" | "outcome">;
}

/** A registry of its own, so that tests and two starts in one process do not meet. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const histogram = <L extends string>(name: string, help: string, labelNames: L[]) =>
    new Histogram({ name: `parley_${name}`, help, labelNames, buckets: seconds, registers });
  const gauge = <L extends string>(name: string, help: string, labelNames: L[]) =>
    new Gauge({ name: `parley_${name}`, help, labelNames, registers });
  const counter = <L extends string>(name: string, help: string, labelNames: L[]) =>
    new Counter({ name: `parley_${name}`, help, labelNames, registers });
  return {
    registry,
    httpRequests: histogram("http_request_seconds", "Time to answer a request", ["operation", "status"]),
    ingestLatency: histogram("ingest_seconds", "From stored webhook to stored messages", ["channel"]),
    deliveryLatency: histogram("delivery_seconds", "From stored message to provider's answer", ["channel", "outcome"]),
    jobLag: histogram("job_lag_seconds", "From the time a job may run to its start", ["pool"]),
    jobDuration: histogram("job_seconds", "Time a job ran", ["job", "outcome"]),
    queueDepth: gauge("queue_jobs", "Jobs in the queue", ["state"]),
    queueLag: gauge("queue_oldest_seconds", "Age of the job that has waited longest", []),
    sockets: gauge("sockets", "Connected sockets of this process", []),
    databaseConnections: gauge("database_connections", "Connections to the database", ["state"]),
    unknownInbox: counter("webhooks_unknown_inbox_total", "Webhooks for an inbox nobody knows", ["channel"]),
    webhooks: counter("webhooks_total", "Webhooks received", ["channel", "outcome"]),
  };
}
