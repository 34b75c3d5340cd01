import type { Readable } from 'node:stream'
import type { FastifyBaseLogger } from 'fastify'
import type { Kysely } from 'kysely'
import type { z } from 'zod'
import type { Endpoint, FileContent } from '#contract/endpoint.ts'
import type { Problem } from '#contract/problem.ts'
import type { Actor } from '#domain/kernel/actor.ts'
import type { CivilDate } from '#domain/kernel/civil-date.ts'
import type { Id } from '#domain/kernel/id.ts'
import type { Refusal } from '#domain/kernel/refusal.ts'
import type { Keyring } from '#server/crypto/index.ts'
import type { Tx } from '#server/db/actor-tx.ts'
import type { DB } from '#server/db/types.ts'

/** What the HTTP layer is given at start. */
export interface HttpParts {
  readonly db: Kysely<DB>
  /** Key of keyed hashes and encryption, at least 32 bytes. */
  readonly appKey: Uint8Array
  /** Keys and ciphers of encrypted fields, and the hash of the audit chain; SHA-256 without. */
  readonly keyring?: Keyring
  readonly clock: () => Date
  /** Served over HTTPS: the cookie says so. */
  readonly isSecure: boolean
  /** Finds the actor of a session token, where one is in force. */
  readonly findActor: (token: string) => Promise<Actor | undefined>
  /** Finds what people call a clause that a refusal names. */
  readonly findGround?: (clause: string) => Promise<Problem['ground']>
}

/** One field of a record before and after: sensitive ones as keyed hashes. */
export interface AuditChange {
  readonly field: string
  readonly before: string | number | boolean | null
  readonly after: string | number | boolean | null
}

/** What the audit row says beyond who, what and when. */
export interface AuditNote {
  readonly divisionCode?: string
  readonly subject?: string
  readonly subjectId?: string
  readonly detail?: Readonly<Record<string, string | number | boolean | null>>
  /** Made by `changesOf`. */
  readonly changes?: readonly AuditChange[]
  /** A reading that is audited because of what is read. */
  readonly isSensitive?: true
}

/** What a use case is given: one transaction, who is asking, and the moment. */
export interface Context {
  readonly tx: Tx
  readonly now: Date
  readonly today: CivilDate
  readonly newId: () => Id
  readonly log: FastifyBaseLogger
  readonly requestId: string
  /** Where the request comes from; never stored with personal data. */
  readonly address: string
  /** The session token that came with the request. */
  readonly sessionToken: string | undefined
  /** The mark of a browser that somebody signed in from before. */
  readonly device: string | undefined
  /** The User-Agent as sent. */
  readonly agent: string
  /** Takes effect only if the transaction commits. null: forget it. */
  readonly setSessionToken: (token: string | null, expiresAt?: Date) => void
  /** Marks the browser, if the transaction commits. */
  readonly setDevice: (mark: string) => void
  /** From here on the transaction is `actor`'s: for signing in and changing hats only. */
  readonly become: (actor: Actor) => Promise<void>
  /** Tells the audit row of this request what it was about. */
  readonly note: (note: AuditNote) => void
}

/** The context of an endpoint that needs an account. */
export interface SignedInContext extends Context {
  readonly actor: Actor
}

/** The context an endpoint's callers have: an actor for certain unless anyone may call. */
export type ContextOf<E extends Endpoint> = E['who'] extends 'anyone'
  ? Context & { readonly actor: Actor | undefined }
  : SignedInContext

/** What there is before the transaction: no connection is held. */
export type BeforeOf<E extends Endpoint> = Omit<ContextOf<E>, 'tx' | 'setSessionToken' | 'setDevice' | 'become'> & {
  /** The file that comes with the request, as it arrives, and its claimed type; of endpoints that take one. */
  readonly file: IncomingFile | undefined
}

export interface IncomingFile {
  readonly stream: Readable
  readonly claimedType: string
  /** Bytes that were announced, where they were. */
  readonly announced: number | undefined
}

/**
 * The step before the transaction, for what must not hold a connection: hashing a password, asking another server. What it
 * returns is handed to the use case; its refusal is audited as any.
 */
export type Preparation<E extends Endpoint, Prepared> = (
  before: BeforeOf<E>,
  input: z.output<E['input']>,
) => Promise<Prepared | Refusal>

/** One operation that has been prepared. */
export type PreparedUseCase<E extends Endpoint, Prepared> = (
  context: ContextOf<E>,
  input: z.output<E['input']>,
  prepared: Prepared,
) => Promise<z.input<E['output']> | Refusal>

/** One operation: returns its output, or a refusal, which rolls the transaction back. */
export type UseCase<E extends Endpoint> = (
  context: ContextOf<E>,
  input: z.output<E['input']>,
) => Promise<z.input<E['output']> | Refusal>

/** A stored file that is sent as it is read. */
export interface FileStream {
  readonly fileName: string
  readonly mediaType: string
  readonly bytes: number
  /** Shown in place, as a picture is; offered for saving otherwise. */
  readonly isShown: boolean
  /** Opened when the transaction is over; a refusal where the storage fails. */
  readonly open: () => Promise<Readable | Refusal>
}

/** One that answers with a stored file. */
export type StreamUseCase<E extends Endpoint> = (
  context: ContextOf<E>,
  input: z.output<E['input']>,
) => Promise<FileStream | Refusal>

/** One that answers with a file. */
export type FileUseCase<E extends Endpoint> = (
  context: ContextOf<E>,
  input: z.output<E['input']>,
) => Promise<FileContent | Refusal>

/** One that answers with a file and has been prepared. */
export type PreparedFileUseCase<E extends Endpoint, Prepared> = (
  context: ContextOf<E>,
  input: z.output<E['input']>,
  prepared: Prepared,
) => Promise<FileContent | Refusal>
