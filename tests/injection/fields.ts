export const textFields: Record<string, string[]> = {};
