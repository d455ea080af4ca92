// Why: a team decides by topic which changes it lets through.

/** What each category is about, in the order in which they are listed. */
export const CATEGORIES = {
  payload: "fields that queued jobs lack, or hold in another form",
  jobs: "jobs that are gone, have another name, or are told apart by other fields",
  queues: "queues that nobody serves, jobs that moved",
  retries: "fewer retries, less time to run or to wait",
  store: "another place than the one where the jobs are",
  schedules: "recurring jobs that are gone or have another name",
} as const;

export type Category = keyof typeof CATEGORIES;

/** The names of all categories. */
export const categories = Object.keys(CATEGORIES) as readonly Category[];

export function isCategory(name: string): name is Category {
  return Object.hasOwn(CATEGORIES, name);
}
