import { z } from 'zod'
import { endpoint } from './endpoint.ts'

/** 200 as long as the process answers at all: whoever restarts it asks this, and never the database. */
export const readLiveness = endpoint({
  name: 'health.live',
  method: 'GET',
  path: '/health/live',
  summary: '进程是否活着',
  who: 'anyone',
  input: z.object({}),
  output: z.object({ status: z.literal('live') }),
})

/** 200 only when requests can be served: migrated, loaded, and the database answers. */
export const readHealth = endpoint({
  name: 'health.read',
  method: 'GET',
  path: '/health',
  summary: '是否就绪',
  who: 'anyone',
  input: z.object({}),
  output: z.object({ status: z.literal('ready'), version: z.string(), databaseVersion: z.string() }),
})
