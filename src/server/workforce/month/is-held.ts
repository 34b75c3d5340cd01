/** Whether a posting is held on a day; its last day counts. */
export const isHeld = (startOn: unknown, endOn: unknown, day: string): boolean =>
  typeof startOn === 'string' && startOn <= day && (typeof endOn !== 'string' || endOn >= day)
