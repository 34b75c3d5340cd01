import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { API_PREFIX, carriesBody, type Endpoint, type FileContent } from '#contract/endpoint.ts'
import { can } from '#domain/access/index.ts'
import type { Actor } from '#domain/kernel/actor.ts'
import { isRefusal, type Refusal } from '#domain/kernel/refusal.ts'
import { actorTx, setActor, type Tx } from '#server/db/actor-tx.ts'
import type {
  AuditNote,
  BeforeOf,
  Context,
  ContextOf,
  FileStream,
  FileUseCase,
  HttpParts,
  Preparation,
  PreparedFileUseCase,
  PreparedUseCase,
  StreamUseCase,
  UseCase,
} from './context.ts'
import { fieldsBesideFile, incomingFile, takeFilesRaw } from './incoming-file.ts'
import { keepApart } from './keep-apart.ts'
import { placeLeft } from './place-left.ts'
import { newId } from './new-id.ts'
import { fieldsOf, replyProblem } from './reply/problem-reply.ts'
import { describeRoute } from './describe-route.ts'
import { sendFile } from './reply/send-file.ts'
import { sendStream } from './reply/send-stream.ts'
import { deviceOf, sendDevice, sendToken, tokenOf } from './session-cookie.ts'
import { civilDayOf } from './today.ts'
import { noteFor, writeAs } from './write-as.ts'

/** Serves `endpoint` by running `useCase` inside the caller's transaction. */
export function bind<E extends Endpoint>(app: FastifyInstance, parts: HttpParts, endpoint: E, useCase: UseCase<E>): void {
  route(app, parts, endpoint, endpoint.output, useCase, (reply, result) => reply.send(result))
}

/** The same with a step before the transaction, whose result the use case is given. */
export function bindPrepared<E extends Endpoint, Prepared>(
  app: FastifyInstance,
  parts: HttpParts,
  endpoint: E,
  prepare: Preparation<E, Prepared>,
  useCase: PreparedUseCase<E, Prepared>,
): void {
  route(app, parts, endpoint, endpoint.output, useCase, (reply, result) => reply.send(result), prepare)
}

/** The same for an endpoint that answers with a file. */
export function bindFile<E extends Endpoint>(app: FastifyInstance, parts: HttpParts, endpoint: E, useCase: FileUseCase<E>): void {
  route<E, FileContent>(app, parts, endpoint, z.any().meta({ description: '文件' }), useCase, sendFile)
}

/** The same for an endpoint that takes a file: the step before the transaction receives it. */
export function bindUpload<E extends Endpoint, Prepared>(
  app: FastifyInstance,
  parts: HttpParts,
  endpoint: E,
  prepare: Preparation<E, Prepared>,
  useCase: PreparedUseCase<E, Prepared>,
): void {
  void app.register(async (child) => {
    takeFilesRaw(child)
    route(child, parts, endpoint, endpoint.output, useCase, (reply, result) => reply.send(result), prepare)
  })
}

/** The same with a step before the transaction, which may write the file itself. */
export function bindPreparedFile<E extends Endpoint, Prepared>(
  app: FastifyInstance,
  parts: HttpParts,
  endpoint: E,
  prepare: Preparation<E, Prepared>,
  useCase: PreparedFileUseCase<E, Prepared>,
): void {
  route<E, FileContent, Prepared>(app, parts, endpoint, z.any().meta({ description: '文件' }), useCase, sendFile, prepare)
}

/** The same for an endpoint that answers with a stored file. */
export function bindStream<E extends Endpoint>(
  app: FastifyInstance,
  parts: HttpParts,
  endpoint: E,
  useCase: StreamUseCase<E>,
): void {
  route<E, FileStream>(app, parts, endpoint, z.any().meta({ description: '文件' }), useCase, sendStream, undefined, true)
}

function route<E extends Endpoint, Result, Prepared = undefined>(
  app: FastifyInstance,
  parts: HttpParts,
  endpoint: E,
  output: z.ZodType,
  useCase: (context: ContextOf<E>, input: z.output<E['input']>, prepared: Prepared) => Promise<Result | Refusal>,
  send: (reply: FastifyReply, result: Result) => FastifyReply | Promise<FastifyReply>,
  prepare?: Preparation<E, Prepared>,
  isTransfer = endpoint.takesFile === true,
): void {
  // made once: a shape is compiled when it is first asked
  const shape = endpoint.input.strict()
  app.route({
    method: endpoint.method,
    url: API_PREFIX + endpoint.path,
    ...(endpoint.maxBytes !== undefined && { bodyLimit: endpoint.maxBytes }),
    schema: describeRoute(endpoint, output),
    config: { isTransfer },
    handler: async (request, reply) => {
      const token = tokenOf(request, parts.isSecure)
      const found = token === undefined ? undefined : await parts.findActor(token)
      const actor = endpoint.viewing === 'as-self' ? (found?.viewer ?? found) : found
      if (actor?.viewer && isShutToViewers(endpoint)) return shut(parts, endpoint, request, reply, actor, 'VIEWING_ONLY')
      if (endpoint.who !== 'anyone') {
        if (!actor) return replyProblem(reply, 'NOT_SIGNED_IN')
        if (endpoint.who !== 'signed-in' && !can(actor, endpoint.who))
          return shut(parts, endpoint, request, reply, actor, 'NOT_ALLOWED')
      }
      const input = shape.safeParse(gather(endpoint, request))
      if (!input.success) return replyProblem(reply, 'INPUT_INVALID', { fields: fieldsOf(input.error) })
      const given = input.data as z.output<E['input']>
      const outcome = await run(
        parts,
        endpoint,
        request,
        actor,
        async (before) => (prepare ? prepare(before, given) : (undefined as Prepared)),
        (context, prepared) => useCase(context, given, prepared),
      )
      if (isRefusal(outcome)) return refused(parts, reply, outcome)
      if (outcome.token !== undefined) sendToken(reply, outcome.token, outcome.expiresAt, parts.isSecure)
      if (outcome.device !== undefined) sendDevice(reply, outcome.device, parts.isSecure)
      return send(reply, outcome.result)
    },
  })
}

interface Done<Result> {
  readonly result: Result
  readonly token: string | null | undefined
  readonly expiresAt: Date | undefined
  readonly device: string | undefined
}

/** One transaction: the use case and its audit row together; a refusal leaves nothing but the row that says so. */
async function run<E extends Endpoint, Result, Prepared>(
  parts: HttpParts,
  endpoint: E,
  request: FastifyRequest,
  caller: Actor | undefined,
  prepare: (before: BeforeOf<E>) => Promise<Prepared | Refusal>,
  work: (context: ContextOf<E>, prepared: Prepared) => Promise<Result | Refusal>,
): Promise<Done<Result> | Refusal> {
  const isAudited = (): boolean => isAlwaysAudited(endpoint, caller) || note.isSensitive === true
  const now = parts.clock()
  let note: AuditNote = {}
  let token: string | null | undefined
  let expiresAt: Date | undefined
  let device: string | undefined
  let actor = caller
  const base = {
    now,
    today: civilDayOf(now),
    newId,
    log: request.log,
    requestId: request.id,
    address: request.ip,
    sessionToken: tokenOf(request, parts.isSecure),
    device: deviceOf(request, parts.isSecure),
    agent: request.headers['user-agent'] ?? '',
    note: (more: AuditNote) => void (note = { ...note, ...more }),
  }
  const audit = (outcome: string) => ({
    action: endpoint.name,
    outcome,
    requestId: request.id,
    note: noteFor(caller, note),
    at: now,
    suite: parts.keyring?.suite,
  })
  const file = endpoint.takesFile ? incomingFile(request) : undefined
  const prepared = await prepare({ ...base, actor: caller, file } as unknown as BeforeOf<E>)
  const attempt = async (tx: Tx): Promise<Done<Result> | Refusal> => {
    const context: Context & { actor: Actor | undefined } = {
      ...base,
      tx,
      actor: caller,
      become: async (next) => {
        await setActor(tx, next)
        actor = next
      },
      setDevice: (mark) => void (device = mark),
      setSessionToken: (value, until) => {
        token = value
        expiresAt = until
      },
    }
    const left = await placeLeft(tx, caller, endpoint)
    if (left) return left
    const result = await work(context as ContextOf<E>, prepared as Prepared)
    if (isRefusal(result)) return result
    const clash = await keepApart(tx, actor, endpoint.who, note, now)
    if (clash) return clash
    if (isAudited()) await writeAs(tx, actor, audit('done'))
    return { result, token, expiresAt, device }
  }
  const done = isRefusal(prepared) ? prepared : await actorTx<Done<Result>>(parts.db, caller, attempt)
  if (isRefusal(done) && isAudited()) await actorTx(parts.db, caller, (tx) => writeAs(tx, caller, audit(done.code)))
  return done
}

/** Writing is; and whatever somebody looks at through a broken glass or another's eyes. */
const isAlwaysAudited = (endpoint: Endpoint, caller: Actor | undefined): boolean =>
  endpoint.method !== 'GET' ||
  endpoint.isAudited === true ||
  caller?.scope.glassId !== undefined ||
  (caller?.viewer !== undefined && endpoint.who !== 'anyone')

const isShutToViewers = ({ method, viewing }: Endpoint): boolean =>
  viewing === 'refused' || (method !== 'GET' && viewing !== 'reads')

/** Somebody tried what is not theirs to do: refused before anything is read, and remembered where doing it would be. */
async function shut(
  parts: HttpParts,
  endpoint: Endpoint,
  request: FastifyRequest,
  reply: FastifyReply,
  actor: Actor,
  code: 'NOT_ALLOWED' | 'VIEWING_ONLY',
): Promise<FastifyReply> {
  if (isAlwaysAudited(endpoint, actor)) {
    const entry = {
      action: endpoint.name,
      outcome: code,
      requestId: request.id,
      note: noteFor(actor, {}),
      at: parts.clock(),
      suite: parts.keyring?.suite,
    }
    await actorTx(parts.db, actor, (tx) => writeAs(tx, actor, entry))
  }
  return replyProblem(reply, code)
}

async function refused(
  { findGround }: HttpParts,
  reply: FastifyReply,
  { code, clause, detail, retryAfter, fields }: Refusal,
): Promise<FastifyReply> {
  const ground = clause === undefined ? undefined : await findGround?.(clause)
  if (retryAfter !== undefined) reply.header('retry-after', retryAfter)
  return replyProblem(reply, code, {
    ...(clause !== undefined && { clause }),
    ...(ground !== undefined && { ground }),
    ...(detail !== undefined && { detail }),
    ...(fields !== undefined && { fields: [...fields] }),
  })
}

/** Path parameters win over a body or query that names them too. */
const gather = (endpoint: Endpoint, request: FastifyRequest): Record<string, unknown> => ({
  ...(endpoint.takesFile
    ? fieldsBesideFile(endpoint, request)
    : ((carriesBody(endpoint.method) ? request.body : request.query) as Record<string, unknown> | null)),
  ...(request.params as Record<string, unknown>),
})
