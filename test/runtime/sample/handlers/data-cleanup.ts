import type { DataCleanupHandler } from "../index.js";

const dataCleanup: DataCleanupHandler = async (payload, { log }) => {
  log.info(`cleaned up with ${payload}`);
};

export default dataCleanup;
