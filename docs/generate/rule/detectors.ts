/** What a kernel would notice by itself if a rule were broken. */
export const DETECTORS: Readonly<Record<string, string | null>> = {};
