// Why: one run of a worker process from its first breath to its exit code. Whatever fails or hangs on
// the way, a stop that was asked for comes to its end.

import { Alerts } from "./alerts/alerts.js";
import { fillRegistry } from "./http/metrics.js";
import { type HttpServer, serveHttp } from "./http/server.js";
import type { Death, Logger, QueueHealth } from "./interfaces.js";
import type { Project, ResolvedProject } from "./project.js";
import { QueueMonitor } from "./queues/queue-monitor.js";
import { JobScheduler, type RecurringEntries } from "./schedules/job-scheduler.js";
import { type Store, StoreDownError } from "./stores/store.js";
import { fires, pause, within } from "./within.js";
import { WorkerProcess } from "./worker/worker-process.js";

/** The process ended and lost nothing. */
export const EXIT_FINE = 0;
/**
 * Jobs could be neither ended nor given back, all slots are held by handlers that do not end, or the
 * store went away during the start. A restart helps.
 */
export const EXIT_LOST = 1;
/** The settings or the environment do not allow a start; a restart does not help. */
export const EXIT_UNFIT = 2;

/** The first and the longest wait between two attempts to reach the store, in milliseconds. */
const REACH = { first: 1000, longest: 30_000 } as const;

/** How long the store may take to answer a probe, in milliseconds. */
const PROBE_MAX = 1000;

/** A process whose free slots got no answer for this long past a look that was due is not alive. */
const SILENCE_MAX = 60_000;

/** How long hooks and alerts may take after the last job, in milliseconds. */
const HOOKS_MAX = 1000;

export interface ServiceOptions {
  readonly project: Project;
  readonly resolved: ResolvedProject;
  readonly logger: Logger;
  /** End when the queues are empty. */
  readonly drain: boolean;
  readonly onDead: ((death: Death) => unknown) | undefined;
}

export class Service {
  readonly #options: ServiceOptions;
  readonly #monitor: QueueMonitor;
  readonly #alerts: Alerts | undefined;
  readonly #stopping = new AbortController();
  readonly #hurry = new AbortController();
  readonly #hooks = new Set<Promise<void>>();
  #store: Store | undefined;
  #worker: WorkerProcess | undefined;
  #http: HttpServer | undefined;
  #isOpening = false;
  #isReady = false;
  #isQuiet = false;
  #isStuck = false;

  constructor(options: ServiceOptions) {
    this.#options = options;
    this.#monitor = new QueueMonitor(options.project.queues);
    const { webhook } = options.resolved;
    this.#alerts = webhook && new Alerts(webhook, options.logger);
  }

  /** Whether something goes on although the run has ended: a handler, or the opening of the store. */
  get isHeldUp(): boolean {
    return this.#isOpening || (this.#worker?.leftovers ?? 0) > 0;
  }

  /** Ends the run in order; asked a second time, at once. */
  stop(): void {
    if (this.#stopping.signal.aborted) this.#hurry.abort();
    else this.#options.logger.info("stopping");
    this.#stopping.abort();
  }

  /** Starts no more jobs; those that run go on, and the process stays. */
  quiet(): void {
    this.#options.logger.info("quiet: no more jobs are started");
    this.#isQuiet = true;
    this.#isReady = false;
    this.#worker?.quiet();
  }

  /** Serves until it is stopped, or drained; answers the exit code. */
  async run(): Promise<number> {
    try {
      const begun = await this.#begin();
      if (begun === "serving") await this.#untilEnd();
      const code = await this.#end();
      if (begun === "unfit") return EXIT_UNFIT;
      return begun === "down" ? EXIT_LOST : code;
    } finally {
      await this.#http?.close();
      await this.#options.project.queues.close();
    }
  }

  async #begin(): Promise<"serving" | "stopped" | "unfit" | "down"> {
    const { config } = this.#options.resolved;
    try {
      if (config.monitoring.enabled) await this.#listen();
      return (await this.#start()) ? "serving" : "stopped";
    } catch (error) {
      this.#options.logger.error(`cannot start: ${messageOf(error)}`);
      return error instanceof StoreDownError ? "down" : "unfit";
    }
  }

  async #listen(): Promise<void> {
    const { monitoring, idleLook } = this.#options.resolved.config;
    const { host, port } = monitoring;
    const endpoints = {
      isAlive: () => (this.#worker?.sinceFetch ?? 0) < SILENCE_MAX + idleLook,
      isReady: () => this.#probe(),
      health: () => this.#monitor.healthCheck(),
      metrics: () => this.#metrics(),
    };
    const http = await serveHttp(endpoints, { host, port }).catch((error: unknown) => {
      throw new Error(`${host}:${port} cannot be listened on (${messageOf(error)})`, {
        cause: error,
      });
    });
    this.#options.logger.info(
      { host, port: http.port },
      `metrics on http://${host}:${http.port}/metrics`,
    );
    this.#http = http;
  }

  /** Whether the worker runs; not when it was stopped before the store could be reached. */
  async #start(): Promise<boolean> {
    const { project, resolved, logger } = this.#options;
    project.queues.logTo((line) => {
      if (!this.#stopping.signal.aborted) logger.info(line);
    });
    const opening = project.queues.session().store();
    this.#isOpening = true;
    void opening
      .catch(() => {})
      .finally(() => {
        this.#isOpening = false;
      });
    await Promise.race([opening, fires(this.#stopping.signal)]);
    if (this.#stopping.signal.aborted) return false;
    const store = await opening;
    this.#store = store;
    if (!(await this.#reach(store))) return false;
    const worker = new WorkerProcess({
      ...resolved,
      manager: project.queues,
      store,
      tracing: await project.queues.session().tracing(),
      logger,
      died: (death) => this.#died(death),
      stuck: () => {
        this.#isStuck = true;
        logger.error("all slots are held by handlers that ignore their signals");
        this.#stopping.abort();
      },
    });
    this.#worker = worker;
    if (this.#isQuiet) worker.quiet();
    const started = worker.start();
    started.catch(() => {});
    await Promise.race([started, fires(this.#stopping.signal)]);
    if (this.#stopping.signal.aborted) return false;
    this.#isReady = !this.#isQuiet;
    this.#announce(store);
    return true;
  }

  /** Waits for the store, however long that takes; `false` when the run is stopped before. */
  async #reach(store: Store): Promise<boolean> {
    const { signal } = this.#stopping;
    for (
      let wait: number = REACH.first;
      !signal.aborted;
      wait = Math.min(2 * wait, REACH.longest)
    ) {
      const asked = performance.now();
      const answer = store.ready(wait).then(
        () => undefined,
        (error: unknown) => error,
      );
      const error = await Promise.race([answer, fires(signal).then(() => undefined)]);
      if (error === undefined) return !signal.aborted;
      if (!(error instanceof StoreDownError)) throw error;
      this.#options.logger.error({ store: store.location }, `${error.message}; trying again`);
      await pause(wait - (performance.now() - asked), signal);
    }
    return false;
  }

  #announce(store: Store): void {
    const { project, resolved, logger } = this.#options;
    const { config, queues, concurrency } = resolved;
    const weights = Object.fromEntries(queues.map(({ name, weight }) => [name, weight]));
    const facts = {
      backend: config.backend,
      store: store.location,
      concurrency,
      fetch: config.fetch,
    };
    logger.info({ ...facts, queues: weights }, "started");
    if (project.recurring !== undefined) void this.#compareSchedules(project.recurring);
  }

  /** Says when the store has other schedules than this code; to apply them is not a worker's business. */
  async #compareSchedules(recurring: RecurringEntries): Promise<void> {
    const { project, logger } = this.#options;
    if (Object.keys(recurring).length === 0) return;
    try {
      const changes = await new JobScheduler(project.queues).plan(recurring);
      if (changes.length === 0) return;
      const schedules = changes.map(({ key }) => key);
      const help = "`tsk-gen apply` brings them in line";
      logger.warn({ schedules }, `the store has other schedules than this code; ${help}`);
    } catch (error) {
      if (this.#stopping.signal.aborted) return;
      logger.warn(`the schedules of the store cannot be compared: ${messageOf(error)}`);
    }
  }

  async #untilEnd(): Promise<void> {
    const pool = this.#worker?.pool;
    const ends = [fires(this.#stopping.signal)];
    if (this.#options.drain && pool !== undefined) ends.push(pool.drained);
    const over = new AbortController();
    void this.#watchHealth(over.signal);
    await Promise.race(ends);
    over.abort();
  }

  /** Tells when the health of the queues changes. */
  async #watchHealth(over: AbortSignal): Promise<void> {
    const { logger, resolved } = this.#options;
    let known: QueueHealth["status"] = "healthy";
    for (;;) {
      await pause(resolved.config.monitoring.interval, over);
      if (over.aborted) return;
      const health = await this.#monitor.healthCheck();
      if (health.status === known || over.aborted) continue;
      known = health.status;
      this.#alerts?.healthChanged(health);
      if (known === "healthy") logger.info("the queues are healthy again");
      else logger.warn({ ...health }, health.error ?? "the queues are unhealthy");
    }
  }

  async #end(): Promise<number> {
    this.#isReady = false;
    const lost = (await this.#worker?.stop(this.#hurry.signal)) ?? 0;
    await Promise.all([
      within(Promise.all(this.#hooks), HOOKS_MAX),
      this.#alerts?.close(HOOKS_MAX),
    ]);
    if (lost > 0)
      this.#options.logger.error({ jobs: lost }, "stopped, and not every job could be given back");
    else this.#options.logger.info("stopped");
    return lost > 0 || this.#isStuck ? EXIT_LOST : EXIT_FINE;
  }

  async #probe(): Promise<boolean> {
    if (!this.#isReady || this.#store === undefined) return false;
    return this.#store.ready(PROBE_MAX).then(
      () => true,
      () => false,
    );
  }

  async #metrics(): Promise<{ contentType: string; body: string }> {
    const queues = await this.#monitor.stats().catch(() => undefined);
    const counters = this.#worker?.counters;
    const registry = fillRegistry({ counters, slots: this.#options.resolved.concurrency, queues });
    return { contentType: registry.contentType, body: await registry.metrics() };
  }

  #died(death: Death): void {
    const { onDead, logger } = this.#options;
    this.#alerts?.died(death);
    if (onDead === undefined) return;
    const hook = (async () => onDead(death))().then(
      () => {},
      (error: unknown) => logger.error({ err: error, id: death.id }, "onDead failed"),
    );
    this.#hooks.add(hook);
    void hook.finally(() => this.#hooks.delete(hook));
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
