interface SettingsOptions {
  port: number;
  /** False only for tests: a crash may lose everything. */
  durable: boolean;
}

/** Command line settings of the embedded server: a small machine, many short transactions, few surprises. */
export function serverSettings({ port, durable }: SettingsOptions): string[] {
  const settings: Record<string, string> = {
    listen_addresses: "127.0.0.1",
    port: String(port),
    unix_socket_directories: "",
    max_connections: "200",
    shared_buffers: "256MB",
    work_mem: "8MB",
    maintenance_work_mem: "64MB",
    effective_cache_size: "1GB",
    random_page_cost: "1.1",
    jit: "off",
    // Containers give 64 MB of shared memory, which parallel queries outgrow; on two cores they gain nothing.
    max_parallel_workers_per_gather: "0",
    wal_level: "replica",
    max_wal_senders: "0",
    max_wal_size: "2GB",
    min_wal_size: "256MB",
    checkpoint_timeout: "15min",
    checkpoint_completion_target: "0.9",
    autovacuum_naptime: "15s",
    timezone: "UTC",
    log_timezone: "UTC",
    ...(durable
      ? { fsync: "on", synchronous_commit: "on" }
      : { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
  };
  return Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}
