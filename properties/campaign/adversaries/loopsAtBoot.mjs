export const target = {
  name: 'loops at boot',
  boot: () => {
    for (;;);
  },
};
