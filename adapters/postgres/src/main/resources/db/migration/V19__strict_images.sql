-- Whether each container of the image gets no right that it can do without.
ALTER TABLE desired_images ADD COLUMN strict boolean NOT NULL DEFAULT false;
