/** Groups a Kazakhstan number as people say it, "+7 701 234 56 78"; leaves anything else as it was typed. */
export function spacePhone(phone: string): string {
  const parts = /^\+7(\d{3})(\d{3})(\d{2})(\d{2})$/.exec(phone);
  return parts ? `+7 ${parts.slice(1).join(" ")}` : phone;
}
