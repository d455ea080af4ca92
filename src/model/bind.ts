// Why: from a tree of values to the model: each section is bound by its schema, then names are resolved.

import type { BackendName } from "../backends/define.js";
import { backends } from "../backends/index.js";
import { backendName, backendNames } from "../backends/select.js";
import { isEmpty } from "../evaluate/values.js";
import { bindSection } from "../schema/bind.js";
import {
  type Bound,
  type BoundSection,
  type Context,
  raw,
  section,
  setting,
} from "../schema/define.js";
import { deploySection } from "../schema/deploy.js";
import { type HomesOf, homesIn } from "../schema/homes.js";
import { monitoringSection } from "../schema/monitoring.js";
import { policyMembers, policySection } from "../schema/policy.js";
import type { SourceSpan } from "../source/source.js";
import type { Entry, ObjectNode } from "../syntax/tree.js";
import { readJobs } from "./jobs.js";
import { readLimits } from "./limits.js";
import type { Model, Places, Profile } from "./model.js";
import { type DeclaredQueues, fetchOf, queuesOf, readQueues } from "./queues.js";
import { readSchedules } from "./schedules.js";

const profileSections = Object.fromEntries(
  backends.map((backend) => [backend.name, backend.section] as const),
);

/** The members of `queue` but for the profiles. */
export const queueMembers = {
  backend: setting(backendName, "Which profile runs.", {
    variable: "QUEUE_BACKEND",
    required: (keys) => `backend: "${backendNames.find((name) => keys.has(name)) ?? "bullmq"}"`,
  }),
  queues: raw("Queues and their weights, for profiles without `queues`."),
  limits: raw("How many jobs of a queue run at once, and how many start in a time."),
  jobs: policySection,
  monitoring: monitoringSection,
} as const;

/** Everything that queue.tusk may say. */
export const fileSection = section("A queue.tusk file.", {
  queue: section("How jobs run.", { ...queueMembers, ...profileSections }),
  jobs: raw("The job classes."),
  schedules: raw("Recurring jobs, and groups enqueued on demand."),
  deploy: deploySection,
});

const homesOfKey = homesIn(fileSection);

/** A job that stands among the settings of all jobs belongs to the other `jobs`. */
const homesOf: HomesOf = (entry, path) =>
  path === "queue.jobs" && isJob(entry) ? ["jobs"] : homesOfKey(entry, path);

function isJob({ key, value }: Entry): boolean {
  return !Object.hasOwn(policyMembers, key) && (value.kind === "object" || isEmpty(value));
}

/** Binds a file. What is wrong is reported, and is a hole in the model. */
export function bindModel(root: ObjectNode, context: Context): Model {
  const top = { ...root.span, end: root.span.start };
  const file: Entry = { key: "", keySpan: top, value: root };
  const { settings } = bindSection(fileSection, file, { path: "", home: top, homesOf }, context);
  const queue = settings.queue.settings;
  // The profiles' sections are keyed by name, which the type of a computed object cannot say.
  const blocks = queue as unknown as Readonly<Record<BackendName, BoundSection<Settings>>>;
  const profiles = bindProfiles(blocks, queue.queues, context);
  const jobs = readJobs(settings.jobs, context);
  return {
    places: placesOf(top, settings),
    backend: queue.backend,
    profiles,
    selected: profiles.find(({ backend }) => backend.name === queue.backend?.value),
    policy: queue.jobs.settings,
    monitoring: queue.monitoring.settings,
    limits: readLimits(queue.limits, context),
    jobs: jobs.all,
    jobsComplete: jobs.complete && root.incomplete !== true && !hasJobs(queue.jobs.entry),
    ...readSchedules(settings.schedules, jobs.all, context),
    deploy: settings.deploy.settings,
  };
}

function placesOf(
  file: SourceSpan,
  { queue, jobs, schedules }: Bound<typeof fileSection.members>,
): Places {
  const policy = queue.settings.jobs.entry;
  return {
    file,
    ...(jobs !== undefined && { jobs: jobs.keySpan }),
    ...(schedules !== undefined && { schedules: schedules.keySpan }),
    ...(policy !== undefined && { policy: policy.keySpan }),
  };
}

function hasJobs(block: Entry | undefined): boolean {
  return block?.value.kind === "object" && [...block.value.entries.values()].some(isJob);
}

type Settings = Readonly<Record<string, unknown>>;

function bindProfiles(
  blocks: Readonly<Record<BackendName, BoundSection<Settings>>>,
  queues: Entry | undefined,
  context: Context,
): Profile[] {
  const shared = queues && readQueues(queues, "map or list", context);
  const own = new Map<BackendName, DeclaredQueues>();
  for (const { name, variablePrefix } of backends) {
    const entry = blocks[name].settings.queues as Entry | undefined;
    const forms = variablePrefix === undefined ? "list" : "map or list";
    if (entry !== undefined) own.set(name, readQueues(entry, forms, context));
  }
  return backends.map((backend) => {
    const { entry: block, settings: all } = blocks[backend.name];
    const { queues: _queues, tls: section, ...rest } = all;
    const settings = rest as Profile["settings"];
    const tls = section as Profile["tls"];
    const queues = queuesOf(own.get(backend.name), shared, own.get("sidekiq"));
    const fetch = fetchOf(backend, settings.fetch, queues);
    return { backend, block, settings, tls, queues, fetch };
  });
}
