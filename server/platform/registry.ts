import type { EventType } from "./events/event-types.ts";
import type { Loader, Subscriber } from "./events/subscriber.ts";
import type { Job } from "./jobs/define-job.ts";
import type { Timer } from "./jobs/define-timer.ts";
import type { Watch } from "./jobs/define-watch.ts";
import type { RealtimePolicy } from "./realtime/realtime-policy.ts";

/**
 * What the product gives to the machinery, listed in `domain/registry.ts`. The platform knows no noun: whoever boots
 * passes this on to workers and sockets.
 */
export interface Registry {
  /** Every job there is. One that is missing here waits for ever. */
  jobs: Job[];
  timers: Timer[];
  /** What must start on the second. */
  watches: Watch[];
  /** Called in this order for each batch of events. */
  subscribers: Subscriber[];
  /** How the current resource of an event is read. A type without loader reaches its subscribers with `null`. */
  loaders: Partial<Record<EventType, Loader>>;
  /** Who may join which rooms, and what they may say there. */
  realtime: RealtimePolicy;
}
