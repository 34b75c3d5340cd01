import { refuse, type Refusal } from '../kernel/refusal.ts'

/** What decides whether a file may be taken down. */
export interface AttachmentStanding {
  readonly isHeld: boolean
  readonly isRemoved: boolean
}

/** Whether a file may be taken down: not twice, and not what a decision rests on. @refuses ATTACHMENT_GONE @refuses ATTACHMENT_HELD */
export function decideRemoval({ isHeld, isRemoved }: AttachmentStanding): Refusal | undefined {
  if (isRemoved) return refuse('ATTACHMENT_GONE')
  return isHeld ? refuse('ATTACHMENT_HELD') : undefined
}
